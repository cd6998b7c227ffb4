#!/bin/sh
# Makes sure that all is there which the tests need besides Python: tries each need by itself, and installs what is
# missing. Quiet where nothing is. Asks the Python of the tests, .venv/bin/python or another: install-needs.sh PYTHON
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv/bin/python}
if ! command -v "$python" >/dev/null; then echo "There is no $python; make .venv/ready-to-test makes it." >&2; exit 1; fi

is_there() { for name; do if [ -n "$name" ] && command -v "$name"; then return; fi; done; return 1; }
# What fits on a sheet of paper depends on the letters: these are as wide as those of most computers.
has_fonts() { find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name 'LiberationSans-Regular.*' | grep .; }

# need PACKAGE TRIAL: what Debian calls it, and a command that succeeds where it is there
need() {
    package=$1; shift
    if ! "$@" >/dev/null 2>&1; then lacks="$lacks $package"; fi
}

try() {
    lacks=
    need chromium is_there "${CHROMIUM:-}" chromium chromium-browser google-chrome
    need fonts-liberation has_fonts
    need faketime is_there faketime                         # the tests under another clock
    need git is_there git                                   # repositories that the consequence diff reads
    need libatomic1 "$python" -m playwright --version       # the browser's driver starts
    need poppler-utils is_there pdftotext                   # what is printed is read again
    need zbar-tools is_there zbarimg                        # and its barcodes
    [ -z "$lacks" ]
}

install() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then as_root=sudo; fi
    if ! is_there apt-get >/dev/null || { [ -n "$as_root" ] && ! is_there sudo >/dev/null; }; then return 1; fi
    echo "Installing what the tests need:$lacks …"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"
    $apt update && $apt install -y --no-install-recommends $lacks >/dev/null
}

says_why() { case $lacks in *libatomic1*) "$python" -m playwright --version >&2 || true ;; esac; }

if try || { install && try; }; then exit 0; fi
echo "The tests need these, and they could not be installed here:$lacks." \
     "Install them (on Debian, as root: apt-get install$lacks)," \
     "or set CHROMIUM to the path of a browser you have, and run make test again." >&2
says_why
exit 1
