"""Lists of feeds go out as they come in."""

import pytest

from corpus.errors import Rejected
from corpus.subscriptions.opml import Feed, feeds_of, opml
from tests.support.written_formats import FEED_LIST

FEEDS = [
    Feed("https://gorge.example/f?a=1&b=2", 'Gorge "Daily" <1> & more'),
    Feed("http://river.example/rss", "강 신문"),
]


def test_a_list_of_feeds_is_the_same_after_it_went_out_and_in():
    assert feeds_of(opml(FEEDS).encode()) == (FEEDS, [])
    assert feeds_of(opml([Feed("https://a.example/f")]).encode())[0] == [
        Feed("https://a.example/f", "https://a.example/f")
    ]
    assert feeds_of(opml([Feed("https://a.example/f", "A\x00\x1bB\ud800")]).encode())[0][0].title == "AB"


def test_a_list_that_others_wrote_gives_each_address_once_and_names_those_that_cannot_be_visited():
    good, bad = feeds_of(FEED_LIST.format("https://a.example/f", "file:///etc/passwd").encode())
    assert good == [Feed("https://a.example/f", "Gorge Daily")] and bad == ["file:///etc/passwd"]


@pytest.mark.parametrize(
    "data", [b"", b"<html><opml></opml></html>", b"<opml><body>", b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>"]
)
def test_what_is_no_list_of_feeds_is_refused(data):
    with pytest.raises(Rejected):
        feeds_of(data)
