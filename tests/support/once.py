"""What a run of the tests does once, whichever of its processes comes to it first."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from tests.support.copies import copied

READINGS = Path(__file__).parent / "readings"  # holds `sitecustomize`, with which each process begins


def begin() -> Path:
    """The folder of this run, named in `TESTS_RUN`; from now on what a model reads is kept in it."""
    run = Path(tempfile.mkdtemp(prefix="tests-"))
    (run / "readings").mkdir()
    os.environ["TESTS_RUN"] = str(run)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(READINGS), os.environ.get("PYTHONPATH")]))
    sys.path.insert(0, str(READINGS))
    sys.modules.pop("sitecustomize", None)
    import sitecustomize  # noqa: F401 - it acts as it is imported

    sys.path.remove(str(READINGS))
    return run


def copy_of(name: str, make: Callable[[Path], object], to: Path) -> Path:
    """`to`, a copy of the archive of that name; `make` makes it, in a folder that it is given, once in a run."""
    if "TESTS_RUN" not in os.environ:
        make(to)
        return to
    place = Path(os.environ["TESTS_RUN"], name)
    place.mkdir(exist_ok=True)
    with FileLock(place / "lock"):
        if not (place / "whole").exists():
            make(place / "first")  # stays open in this process; of its copy nobody's closing changes a file
            copied(place / "first", place / "archive")
            (place / "whole").touch()
    return copied(place / "archive", to)
