"""Near-copies: what outlets do to one report makes no other of it, and another toll, day or name does."""

import pytest

from corpus.store.near_duplicates import bands, near_copies, profile

HEAD = "ROME, June 3 (Reuters) - "
BODY = (
    "Italy's cabinet approved a 3.2 billion euro package of aid for farmers hit by drought on Friday, the first such "
    "measure since 2017, officials said.\n\n"
    "Agriculture Minister Paolo Verdi told a news conference that about 40 percent of the rice harvest in the Po "
    'valley had been lost. "We have never seen the river so low," Verdi said.\n\n'
    "The European Commission will examine the plan on July 5. Mr Verdi said that two regions, Lombardy and Piedmont, "
    "had asked for a state of emergency and would receive it within twenty-four days.\n\n"
)
LAST = (
    "Farmers' unions welcomed the decision but said that the money would not be enough to save smaller farms, which "
    "employ 21,000 people in the north of the country."
)
WHOLE = HEAD + BODY + LAST


def _one_report(one, other):
    first, second = profile("", one), profile("", other)
    return near_copies(first, second) and bool(set(bands(first.shingles)) & set(bands(second.shingles)))


@pytest.mark.parametrize(
    "other",
    [
        WHOLE.replace("on July 5", "on July 5, she said on Thursday"),
        WHOLE.replace("the decision", "the decision on Tuesday").replace(LAST[-30:], "the country on Monday."),
        BODY + LAST,
        f"MILAN, 4 June (AFP) — {BODY}{LAST}",
        f"ROME — {BODY}{LAST}",
        f"By Carla Neri and John Smith\n{WHOLE}",
        f"By Carla Neri\n{HEAD}{BODY}",
        f"{HEAD}{BODY}(Reporting by Carla Neri; Editing by Hugh Park)",
        WHOLE.replace("percent", "per cent"),
        WHOLE.replace(" percent", "%").replace("Mr Verdi", "Verdi"),
        (HEAD + BODY).replace('" Verdi said', '" Mr. Verdi said'),
        WHOLE.replace("two regions", "2 regions").replace("twenty-four", "24").replace("21,000", "21000"),
        WHOLE.replace("July 5", "Jul. 5"),
        f"By C. Neri\nROME, 3 June 2022 (ANSA) -- {BODY}".replace("had asked", "had asked on Wednesday"),
        HEAD + BODY,
    ],
)
def test_what_an_outlet_does_to_a_report_makes_no_other_of_it(other):
    assert _one_report(WHOLE, other) and _one_report(other, WHOLE)


@pytest.mark.parametrize(
    "change",
    [
        ("3.2 billion", "4.2 billion"),
        ("3.2 billion", "3.2 million"),
        ("40 percent", "45 percent"),
        ("twenty-four", "twenty-seven"),
        ("two regions", "three regions"),
        ("July 5", "July 6"),
        ("July 5", "August 5"),
        ("on Friday", "on Monday"),
        ("since 2017", "since 2012"),
        ("the first", "the second"),
        ("Paolo Verdi", "Anna Bruni"),
        ("Po valley", "Arno valley"),
    ],
)
def test_another_number_day_or_name_makes_another_report(change):
    assert not _one_report(WHOLE, WHOLE.replace(*change))
    assert not _one_report(WHOLE, (HEAD + BODY).replace(*change)), "also where the last paragraph is cut"
