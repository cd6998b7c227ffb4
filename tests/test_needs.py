"""What the tests themselves need: each need is tried by itself; what is missing is installed, or told in a sentence."""

import os
import shutil
import subprocess
import sys

import pytest

from content.places import ROOT

NEEDS, BARE = (ROOT / "tests" / "support" / name for name in ("install-needs.sh", "bare-debian.sh"))
PROGRAMS = {"faketime": "faketime", "git": "git", "pdftotext": "poppler-utils", "zbarimg": "zbar-tools"}
TOOLS = "sh env id dirname find grep faketime git pdftotext zbarimg".split()


@pytest.fixture
def machine(tmp_path):
    """A machine with all that is needed and nothing to install it with: a folder of programs, to take some out of."""
    for name in TOOLS:
        if found := shutil.which(name):
            (tmp_path / name).symlink_to(found)
    program(tmp_path, "chromium")
    return tmp_path


def program(machine, name, text="exit 0"):
    (machine / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (machine / name).chmod(0o755)


def run_on(machine, **changes):
    around = {"PATH": str(machine), "HOME": str(machine)} | changes
    return subprocess.run(["/bin/sh", NEEDS, sys.executable], env=around, capture_output=True, text=True, timeout=600)


def test_where_all_is_there_it_is_quiet(machine):
    ran = run_on(machine)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize("name", [*PROGRAMS, "chromium"])
def test_what_is_missing_is_told_by_its_package_whatever_else_is_there(name, machine):
    (machine / name).unlink()
    ran = run_on(machine)
    assert ran.returncode == 1 and f"as root: apt-get install {PROGRAMS.get(name, name)})" in ran.stderr


def test_a_driver_that_does_not_start_is_missing_something(machine):
    ran = run_on(machine, PLAYWRIGHT_NODEJS_PATH=shutil.which("false"))
    assert ran.returncode == 1 and "apt-get install libatomic1)" in ran.stderr


def test_another_browser_will_do(machine):
    (machine / "chromium").rename(machine / "my-browser")
    assert run_on(machine).returncode == 1
    assert run_on(machine, CHROMIUM=str(machine / "my-browser")).returncode == 0


def test_all_that_is_missing_is_installed_at_once(machine):
    (machine / "git").unlink()
    (machine / "zbarimg").unlink()
    program(machine, "sudo", 'exec "$@"')
    program(machine, "apt-get", f'echo "$*" >> {machine}/asked')
    run_on(machine)
    update, install = (machine / "asked").read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update") and install.endswith("--no-install-recommends git zbar-tools")


def test_what_was_installed_is_tried_again(machine):
    git = os.readlink(machine / "git")
    (machine / "git").unlink()
    program(machine, "sudo", 'exec "$@"')
    program(machine, "apt-get", f"[ -e {machine}/git ] || /bin/ln -s {git} {machine}/git")
    ran = run_on(machine)
    assert (ran.returncode, ran.stderr) == (0, "") and "Installing what the tests need: git …" in ran.stdout


@pytest.mark.parametrize(("user", "told"), [(1000, "it takes root."), (0, "it takes debootstrap. On Debian: apt-get")])
def test_where_no_bare_debian_can_be_made_it_says_so(user, told, machine):
    (machine / "id").unlink()
    program(machine, "id", f"echo {user}")
    ran = subprocess.run(["/bin/sh", BARE], env={"PATH": str(machine)}, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 1 and ran.stderr.startswith(f"The bare Debian was not tried: {told}")
