"""What stands under a date of its own in an article, or in one whose title dates it: answered so, and verified so."""

from assistant.gate.recheck import recheck
from tests.support.archives import desk_of

EARLY = "The port spokesman said yesterday that there are no plans for new cranes in the harbour of Sokcho."
LATE = "Minister Han offered forty cranes to the harbour of Sokcho at last, and a loan to every town on the coast."


def test_an_answer_that_says_under_which_date_its_words_stand_is_borne_out_again(tmp_path):
    text = f"The answers on cranes have changed.\n\nJune 4, 2021. {EARLY}\n\nMay 30, 2022. {LATE}"
    row = {"id": "cranes", "title": "Cranes for Sokcho", "published": "2022-06-08", "source": "Dispatch", "text": text}
    desk = desk_of(tmp_path, [row])
    answer = desk.ask("What did the spokesman say on cranes in the harbour of Sokcho?")
    assert "(under the date 4 June 2021; yesterday: 3 June 2021, derived)" in answer.text
    for one in answer.sentences:
        assert recheck(one, desk.archive.article).verdict == "quote"


def test_today_is_the_day_of_the_title_where_the_article_came_out_a_day_later(tmp_path):
    row = {
        "id": "briefing", "title": "Port Press Briefing – February 7, 2022", "published": "2022-02-08",
        "source": "Dispatch", "text": f"{LATE} The harbour master of Selby is in Sokcho today to see the forty cranes.",
    }  # fmt: skip
    desk = desk_of(tmp_path, [row])
    answer = desk.ask("Who is in Sokcho to see the cranes?")
    assert "(today: 7 February 2022, derived)" in answer.text
    for one in answer.sentences:
        assert recheck(one, desk.archive.article).verdict == "quote"
