"""The processes of this machine, as Linux tells of them: their titles, who started them, and their processor time."""

import os
from pathlib import Path
from typing import NamedTuple


class Process(NamedTuple):
    """A process: who started it, its title, and the seconds of processor that it took."""

    parent: int
    title: str
    seconds: float


def processes() -> dict[int, Process]:
    """Every process by its number."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                title = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            ticks = int(fields[11]) + int(fields[12])
            found[int(folder.name)] = Process(int(fields[1]), title, ticks / os.sysconf("SC_CLK_TCK"))
    return found


def beneath(process: int) -> dict[int, Process]:
    """The processes that a process started, and those that they started, and itself."""
    every = processes()
    found = {process: every[process]} if process in every else {}
    while more := {one: each for one, each in every.items() if each.parent in found and one not in found}:
        found |= more
    return found
