"""The editor's commands: a file of content/commands/ each, and every one says what it is for."""

import pytest

from content.__main__ import main
from content.commands import commands


def test_every_file_of_the_folder_is_a_command(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")  # so that no sentence is broken
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 0 and {"prove", "publish"} <= {*commands()}
    for name, command in commands().items():
        assert f"{name} {command.__doc__}" in told


@pytest.mark.parametrize("name", commands())
def test_a_command_says_what_it_takes(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0 and f"usage: python -m content {name}" in capsys.readouterr().out
