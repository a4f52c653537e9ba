"""What is quoted is whole: a long sentence is one quotation, and an article's quotation is closed where it opens."""

from assistant.language.quotations import in_pairs
from assistant.verify import judge
from corpus.text.sentences import LONGEST, sentence_spans
from tests.unit.writers.test_quotes import report, write

_HARBOURS = (
    "northernmost",
    "ship-building",
    "ice-breaking",
    "timber-carrying",
    "pilot-training",
    "petroleum-storing",
    "grain-exporting",
)
ACTS = "; ".join(f"the administrative requirements of {name} municipalities" for name in _HARBOURS)


def said(*drafts):
    return " ".join(draft.text for draft in drafts)


def test_a_sentence_longer_than_a_citation_is_one_quotation_with_a_citation_for_each_piece():
    order = f"The council renewed in March 2022 the ban on tugs at Vess under {ACTS}; and, "
    order += "where the harbourmasters of both provinces agree and no shipowner objects, under the Tug Act."
    order = report("order", "2022-06-06", f"{order} Rain fell in the harbour of Vess.")
    assert len(sentence_spans(order.text)) == 3
    (draft, *_) = write("When did the council renew the ban on tugs, and under which act?", order)
    assert f"“{order.text[: order.text.index(' Rain')]}”" in draft.text and len(draft.spans) == 2
    assert all(one.end - one.start <= LONGEST for one in draft.spans)
    quotes = [order.text[one.start : one.end] for one in draft.spans]
    assert all(quote in draft.text for quote in quotes)
    assert judge(draft.text, order.text, known=draft.known).verdict == "quote"


def test_a_quotation_that_an_article_opens_is_quoted_to_where_it_closes():
    bought = "The port of Vess decided on Friday to buy forty cranes, the largest order in its history."
    for opens, closes in ("“”", '""', '“"', "«»"):
        why = f"{opens}Cranes are what the port of Vess has lacked for years. The ferries wait,{closes} said Ko Min."
        articles = report("bought", "2022-06-06", bought), report("why", "2022-06-07", why)
        assert f"{why}”" in said(*write("What did the port of Vess decide on cranes, and why?", *articles))


def test_what_is_in_pairs_or_never_closed_is_quoted_as_it_was():
    paired = "“The port of Vess will buy forty cranes this spring,” said Ko Min. Rain fell over the market of Oslo."
    text = said(*write("How many cranes will the port of Vess buy?", report("cranes", "2022-06-06", paired)))
    assert "said Ko Min.”" in text and "Rain" not in text
    never = "“The port of Vess will buy forty cranes this spring. Rain fell over the market of Oslo. It was late."
    text = said(*write("How many cranes will the port of Vess buy?", report("cranes", "2022-06-06", never)))
    assert "this spring.”" in text and "It was late" not in text


def test_marks_are_in_pairs_whatever_opens_and_closes_them():
    assert all(
        map(in_pairs, ("no marks", "“one” and “two”", 'a "new strategy” for the ports', "«one»", 'he said "so"'))
    )
    assert not any(map(in_pairs, ("“It starts today.", 'It is so," he said.', "«It starts today.")))
