"""What the guide says of cron and systemd works."""

import re
import shlex

import pytest

from corpus.store.archive import Archive
from tests.test_readme import GUIDE, blocks
from ui.cli.main import main

LINES = [line for name in ("crontab", "ini") for block in blocks(GUIDE, name) for line in block.splitlines()]
COMMANDS = [found[1] for line in LINES if (found := re.search(r"(?:^|[\s/])briefing (.+)$", line))]


def test_the_guide_has_both():
    assert len(COMMANDS) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_cron_and_systemd_work(command, tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(tmp_path / "archive"))
    Archive.open(tmp_path / "archive", create=True)
    assert main(shlex.split(command)) == 0
