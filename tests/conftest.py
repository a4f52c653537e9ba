"""What every test stands on: no network but loopback, no settings of the machine, the real bundled models."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    """No key and no setting of the machine reaches a test; so no paid model can be called by accident."""
    for name in list(os.environ):
        if name.startswith(("BRIEFING_", "OPENAI_", "LANGCHAIN_", "LANGSMITH_")) and name != "BRIEFING_REQUIRE_BROWSER":
            monkeypatch.delenv(name)


def pytest_collection_modifyitems(items):
    """Fast tests first, so that a failure shows early; the browser last."""
    items.sort(key=lambda item: (bool(item.get_closest_marker("browser")), bool(item.get_closest_marker("slow"))))


@pytest.fixture(scope="session")
def shared():
    """The folder of measured data beside the checkout; tests that need it skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory):
    """The sample articles in an archive of their own, made once; tests that change it work on a copy."""
    from assistant.library import ingest_into, sample_folder
    from assistant.settings import Settings

    folder = tmp_path_factory.mktemp("sample") / "archive"
    report = ingest_into(folder, [sample_folder()], Settings())
    assert report.rejected == []
    return folder


@pytest.fixture(scope="session")
def desk(sample_archive):
    """The real assistant over the sample archive."""
    from assistant import Assistant
    from assistant.settings import Settings

    return Assistant.open(sample_archive, settings=Settings())
