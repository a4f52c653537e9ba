"""A small archive of a harbour town: a few outlets, one event told by several, a change of position, a difference."""

import pytest

from tests.support.archives import desk_of

ARTICLES = [
    {
        "id": "port-strike-begins", "title": "Dockers walk out over night shifts", "source": "Harbour Courier",
        "published": "2022-03-02", "kind": "report",
        "text": "The Dockers' Union of Port Ansel began a strike on March 1, 2022, and 420 workers stayed away.\n"
        "Union leader Maria Oren said: \"We will not return before the night shifts are cut.\"\n"
        "It was raining.\nThank you very much for your attention to this matter.",
    },
    {
        "id": "port-strike-other", "title": "Port Ansel at a standstill", "source": "Coast Daily",
        "published": "2022-03-03", "kind": "report",
        "text": "On March 1, 2022, about 600 workers of Port Ansel began a strike over night shifts.\n"
        "The port authority of Port Ansel lost 2.4 million crowns on the first day of the strike, Mayor Jon Vale said.",
    },
    {
        "id": "port-talks", "title": "Mayor Vale rules out talks", "source": "Harbour Courier",
        "published": "2022-03-05", "kind": "report",
        "text": "Mayor Jon Vale rejected talks with the Dockers' Union on March 4, 2022.\n"
        "\"The town will not negotiate while the strike goes on,\" Mayor Jon Vale said of the dockers.",
    },
    {
        "id": "port-deal", "title": "Joint Statement of the Port Authority and the Dockers' Union",
        "source": "Port Authority",
        "published": "2022-03-20", "kind": "statement",
        "text": "The Port Authority and the Dockers' Union agreed on March 19, 2022, to end the strike at Port Ansel.\n"
        "Under the agreement the night shifts are cut by 30 percent from April 1, 2022.",
    },
    {
        "id": "port-deal-told", "title": "Strike is over", "source": "Coast Daily",
        "published": "2022-03-21", "kind": "report",
        "text": "The Dockers' Union and the Port Authority agreed on March 19 to end the strike at Port Ansel.\n"
        "Mayor Jon Vale welcomed talks with the Dockers' Union and called the agreement a first for the town.",
    },
    {
        "id": "museum", "title": "Museum of glass opens", "source": "Coast Daily",
        "published": "2022-04-09", "kind": "report",
        "text": "The Museum of Glass opened in Port Ansel on April 8, 2022, with 1,200 visitors.\n"
        "Its director, Ida Holm, announced a second hall for 2023.",
    },
    {
        "id": "old-strike", "title": "A strike of long ago", "source": "Coast Daily", "published": "2021-01-12",
        "kind": "report",
        "text": "The Dockers' Union of Port Ansel last went on strike on May 3, 2009, for eleven days.",
    },
]  # fmt: skip


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    """The real assistant over the harbour town's articles."""
    return desk_of(tmp_path_factory.mktemp("harbour"), ARTICLES)
