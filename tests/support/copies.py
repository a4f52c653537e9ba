"""A copy of an archive, made while this process may hold the archive open."""

import subprocess
from pathlib import Path


def copied(archive: Path, to: Path) -> Path:
    """`to`, the copy of the folder.

    It is made by another process: a file that this process closes takes SQLite's locks of the whole process with it,
    and whoever closes the archive next then removes the write-ahead log under the connection that is open here.
    """
    subprocess.run(["cp", "-R", str(archive), str(to)], check=True)
    return to
