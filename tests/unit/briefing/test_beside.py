"""What is cited beside a quotation says the same: another call on the same matter does not bear it out."""

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from tests.support.archives import archive_of

CALL = "Foreign Minister Ane Lund called Harbour Minister Ole Brandt on 3 May 2022 and condemned the blockade of Sund."


def _story(id, source, *sentences):
    return {"id": id, "title": f"Blockade of Sund: {source}", "published": "2022-05-04", "source": source} | {
        "kind": "report",
        "text": " ".join(sentences),
    }


@pytest.mark.parametrize(
    ("other", "cited"),
    [
        (
            "On 3 May 2022 Ane Lund, foreign minister, called Ole Brandt, harbour minister, to condemn the blockade.",
            2,
        ),
        ("Foreign Minister Ane Lund called Consul Mia Holm on 3 May 2022 and discussed the blockade of Sund.", 1),
        ("Foreign Minister Ane Lund refused to call Harbour Minister Ole Brandt on 3 May 2022 over the blockade.", 1),
    ],
)
def test_only_what_bears_a_quotation_out_is_cited_beside_it(tmp_path, other, cited):
    stories = [
        _story("first", "Sund Post", CALL, "The blockade of Sund has lasted a week."),
        _story("second", "Island Wire", other, "Ships wait outside the harbour."),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("Brief me on the blockade of Sund", writer="quotes")
    items = [item for part in briefing.sections for item in part.items if part.kind != "bottom_line"]
    told = [said for item in items for said in item.sentences if CALL[:40] in said.text and "Brandt on" in said.text]
    assert [len({one.article_id for one in said.citations}) for said in told] == [cited]
