"""A small archive to which articles come day by day."""

import pytest

from assistant.daily.editions import Editions
from assistant.daily.topics import Topics
from assistant.daily.watch import Watch
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.store.archive import Archive
from tests.support.feeds import text_of
from tests.support.written_articles import write
from ui.outgoing import Outgoing


def at(day, hour=6):
    return f"2026-11-{day:02}T{hour:02}:00:00.000000Z"


class Days:
    """An archive, its watch, and the moment that it is."""

    def __init__(self, folder, **settings):
        self.folder, self.now = folder / "archive", at(2)
        self.archive = Archive.open(self.folder, create=True)
        self.topics, self.editions = Topics(self.archive), Editions(self.archive)
        self.settings = Settings(archive=self.folder, **settings)

    @property
    def watch(self):
        return Watch(self.folder, self.settings, Outgoing(), now=lambda: self.now)

    def take(self, day, *subjects, **changed):
        """Articles on these subjects, published and arriving on that day."""
        self.come(at(day, 5), *subjects, **changed)
        self.now = at(day)

    def come(self, now, *subjects, **changed):
        """The same at a moment."""
        self.now = now
        rows = [
            {"id": subject.replace(" ", "-"), "title": f"News of the {subject}", "published": now[:10]}
            | {"source": "Harbour Post", "text": text_of(subject)}
            | changed
            for subject in subjects
        ]
        source = write(self.folder.parent / "source.jsonl", rows)
        ingest(self.archive, self.watch.index, embedder(), [source], now=lambda: self.now, today=self.now[:10])

    def edition(self, name="Island"):
        watch = self.watch
        return self.editions.make(watch.desk, self.topics.find(name), now=lambda: self.now)


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path)
