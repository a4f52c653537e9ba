"""What is no file (a device without end, a pipe that nobody writes) is one line, and the rest goes on."""

import os
from pathlib import Path

import pytest

from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings

ARTICLE = '{"title": "Ferry stays", "published": "2022-03-01", "text": "The ferry stayed in port on Tuesday."}'


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes of POSIX")
def test_a_device_without_end_and_a_pipe_are_one_line_each_and_the_rest_goes_on(tmp_path):
    pipe, good = tmp_path / "pipe.jsonl", tmp_path / "good.jsonl"
    os.mkfifo(pipe)
    good.write_text(ARTICLE, encoding="utf-8")
    report = ingest_into(tmp_path / "archive", [Path("/dev/zero"), pipe, good], Settings())
    assert report.added == 1
    assert sorted(str(one["source"]) for one in report.rejected) == sorted(["/dev/zero", str(pipe)])
