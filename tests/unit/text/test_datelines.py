"""Where the words of a text begin behind its dateline, and what outlets set around a report."""

import pytest

from corpus.text.heads.datelines import behind_dateline, without_frame


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("SEOUL, May 5 (Reuters) - ", "A man was found."),
        ("PORT LUSANE, March 4 (Coastal Wire) - ", "A warehouse exploded."),
        ("SEOUL (AP) — ", "North Korea fired."),
        ("SEOUL, South Korea — ", "North Korea fired."),
        ("WASHINGTON, D.C. – ", "Today the president left."),
        ("Tokyo, March 3 (Jiji Press)--", "Japan protested."),
        ("NEW DELHI [India], May 5 (ANI): ", "India voted."),
        ("MOSCOW, February 24. /TASS/. ", "Russian President Putin spoke."),
        ("GENEVA/NEW YORK, 5 May 2022 – ", "UNICEF said so."),
        ("Madrid, 5 may (EFE).- ", "El gobierno habló."),
        ("SÃO PAULO (Folha) – ", "The river rose."),
        ("SEOUL, Thursday, May 5 (Yonhap) -- ", "“We won.”"),
        ("(Reuters) - ", "Oil fell."),
        ("The Hague, June 3 (ANP) - ", "Judges met."),
        ("BUENOS AIRES, 12 Oct. (Télam) - ", "Argentine farmers struck."),
    ],
)
def test_words_begin_behind_a_dateline(head, words):
    text = f"Before it.\n{head}{words}"
    assert text[behind_dateline(text, 11) :] == words


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - said so on Monday.",
        "Update, June 4: The ministers said so on Saturday.",
        "ASEAN – China trade grew, ASEAN said.",
        "US - China talks resumed.",
        "NATO (North Atlantic Treaty Organisation) - which met - said so.",
        "The state news agency (KCNA) - as it calls itself - said so.",
        "The Company (ABC) - The Best - opened.",
        "On May 5 - a Sunday - the town voted.",
        "In Seoul, May 5 - Children's Day - is a holiday.",
        "Friday, May 5 - Children's Day - is a holiday.",
        "May 5 is a holiday.",
        "MR. PRICE (State): The talks go on.",
        "THE PRESIDENT: Thank you.",
        "UNICEF, WHO and WFP said so.",
    ],
)
def test_what_is_no_dateline_stays(text):
    assert behind_dateline(text) == 0


def test_byline_and_credits_are_no_words_of_a_report():
    report = "Oil fell.\n\nPrices sank by a tenth."
    assert without_frame(f"By Ann Lee and Jo Park\nLONDON - {report}\n\n(Reporting by Ann Lee)") == report
    assert without_frame("By Monday the river had fallen.") == "By Monday the river had fallen."
