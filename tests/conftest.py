"""What every test stands on: no network but loopback, no settings of the machine, the real bundled models."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import once
from tests.support.chat_server import chat_server
from tests.support.page import CHROMIUM, FLAGS, UPLOAD_MB, Site, harbour_model, make_archive, new_tab, serving

SHARED = Path(__file__).resolve().parents[2] / "shared"

# The same examples in every run, so that a change is judged by what it changed; `make test-long` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("same")


def pytest_configure(config):
    """A folder for what is done once in this run; a worker of pytest-xdist has it from whoever began it."""
    if not hasattr(config, "workerinput"):
        run = once.begin()
        config.add_cleanup(lambda: shutil.rmtree(run, ignore_errors=True))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    """No key and no setting of the machine reaches a test; so no paid model can be called by accident."""
    for name in list(os.environ):
        if name.startswith(("BRIEFING_", "OPENAI_", "LANGCHAIN_", "LANGSMITH_")) and name != "BRIEFING_REQUIRE_BROWSER":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def parsers_stay():
    """What one ingest began its successor uses: hundreds of small ones would each load the parsers of others anew."""
    from corpus.reading import parsers

    with parsers():
        yield


@pytest.fixture
def by_chroma(monkeypatch):
    """Searches go through Chroma's index, as those of an archive do that is too large to be held in memory."""
    monkeypatch.setattr("corpus.index.held.HELD", -1)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Thousands of tests are made, and none goes away: the garbage collector need not look at them, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config, items):
    """Fast tests first, so that a failure shows early; the browser last, and there once more what failed.

    Of some seventy tests in a browser one misses a press or a draw in every few runs on a busy machine; the report
    lists what was run again. Where several processes share the run, one of them begins with the browser: it takes as
    long as a third of the rest, and browser and server keep more than one core busy, which the others leave.
    """
    in_parts = hasattr(config, "workerinput")

    def place(item):
        browser, long, slow = (bool(item.get_closest_marker(name)) for name in ("browser", "long", "slow"))
        return not in_browser(item.nodeid) if in_parts else browser, long, slow

    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=place)


def in_browser(nodeid):
    """Whether a test is one of those that are run by one process, with one server and one browser."""
    return nodeid.startswith("tests/page/browser/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """What is run by one process: the tests of a file, and all those in the browser."""
    from xdist.scheduler import LoadFileScheduling

    class Files(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return "browser" if in_browser(nodeid) else super()._split_scope(nodeid)

    return Files(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def shared():
    """The folder of measured data beside the checkout; tests that need it skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory):
    """The sample articles in an archive of this process; tests that change it work on a copy."""
    from assistant.desk.upkeep import ingest_into, sample_folder
    from assistant.settings import Settings

    def make(folder):
        assert ingest_into(folder, [sample_folder()], Settings()).rejected == []

    return once.copy_of("sample", make, tmp_path_factory.mktemp("sample") / "archive")


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    if not CHROMIUM.exists():
        if os.environ.get("BRIEFING_REQUIRE_BROWSER") == "1":
            pytest.fail(f"BRIEFING_REQUIRE_BROWSER=1, and there is no {CHROMIUM}: install Debian's chromium")
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to test the page")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A server over a small archive, with a chat model that a test can choose in the settings."""
    with chat_server(harbour_model) as model:
        archive = make_archive(tmp_path_factory.mktemp("page"))
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFING_UPLOAD_MB": str(UPLOAD_MB)}
        with serving(archive, **settings, BRIEFING_ALLOW_PRIVATE="1", BRIEFING_RETRIES="0") as address:
            yield Site(address, archive, model)


@pytest.fixture
def page(chromium, site):
    """A new person's browser tab on the site; after the test it has met no error and asked no other host."""
    with new_tab(chromium, site.address) as found:
        yield found


@pytest.fixture
def blank(chromium, site):
    """A new person's browser tab like `page`, in which nothing is open yet: for a test that begins elsewhere."""
    with new_tab(chromium, "about:blank") as found:
        yield found


@pytest.fixture(scope="session")
def desk(sample_archive):
    """The real assistant over the sample archive."""
    from assistant import Assistant
    from assistant.settings import Settings

    return Assistant.open(sample_archive, settings=Settings())
