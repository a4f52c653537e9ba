"""What is installed is what was locked: each package with its hash, and none under a licence of GPL alone."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

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
