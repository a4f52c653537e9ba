"""What is installed is what was locked: each package with its hash, and none under a licence of GPL alone."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
_GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public License")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_its_version_and_hashes(lock):
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text("utf-8"))
    packages = [one for one in entries if re.match(r"[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==", one)]
    assert len(packages) > 50
    assert not [one.split()[0] for one in packages if "--hash=sha256:" not in one]


def test_no_locked_package_is_under_gpl_alone():
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    bound = []
    for one in distributions():
        told = [one.metadata.get("License-Expression") or "", *(one.metadata.get_all("Classifier") or [])]
        licences = [line for line in told if line == told[0] != "" or re.match("License :: .*:: ", line)]
        name = re.sub(r"[-_.]+", "-", one.metadata["Name"] or "").lower()
        if name in locked and licences and all(_GPL.search(line) and " OR " not in line for line in licences):
            bound.append(name)
    assert not bound
    assert _GPL.search("GNU General Public License v3 (GPLv3)") and not _GPL.search("GNU Lesser General Public License")


def needed(name, extras=("",), seen=None):
    """What a package needs beneath it, as it says so, each with the package that it names, where that is installed."""
    seen = set() if seen is None else seen
    if (folded(name), extras) in seen:
        return
    seen.add((folded(name), extras))
    for line in distribution(name).requires or ():
        one = Requirement(line)
        if one.marker and not any(one.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        try:
            found = distribution(one.name)
        except PackageNotFoundError:
            continue
        yield one, found
        yield from needed(one.name, ("", *sorted(one.extras)), seen)


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_an_extra_brings_that_is_named_otherwise_than_its_package_names_it_is_asked_for_by_us():
    """Before pip 23.3, such as Python 3.11 brings, `lxml[html_clean]` found nothing that lxml calls `html-clean`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = {folded(Requirement(line).name) for line in project["dependencies"]}
    names = [Requirement(line).name for line in project["dependencies"]]
    every = {(str(one), found.metadata["Name"]): (one, found) for name in names for one, found in needed(name)}
    assert len(every) > 100
    lost = set()
    for one, found in every.values():
        for extra in one.extras - set(found.metadata.get_all("Provides-Extra") or ()):
            brought = (Requirement(line) for line in found.requires or ())
            lost |= {folded(it.name) for it in brought if it.marker and it.marker.evaluate({"extra": folded(extra)})}
    assert lost - ours == set()
