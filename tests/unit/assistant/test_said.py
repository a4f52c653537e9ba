"""Who said it and what somebody said: the words that are asked for first, and no third's beside whom it is asked of."""

import pytest

from tests.support.archives import desk_of


def _told(id, published, text, kind=None, title="Tolls on the canal", source="Coast Wire"):
    return {
        "id": id,
        "title": title,
        "published": published,
        "source": source,
        "kind": kind,
        "text": text,
    }


ARTICLES = [
    _told(
        "briefing",
        "2022-03-01",
        "MR ORR: The canal tolls will go up in May, since the locks must be mended.\n\n"
        "QUESTION: And what of the ferries?\n\nMS LUND: The canal tolls are a burden for every skipper on the coast.",
        title="Briefing on the canal tolls",
    ),
    _told("later", "2022-03-09", "MS LUND: Hal Orr is wrong on the canal tolls, and skippers know it well."),
    _told(
        "opinion",
        "2022-04-01",
        "Skippers pay and pay again. As Minister Rosa Klee put it, “a toll is a promise to mend”, and she broke it.",
        kind="editorial",
    ),
    _told(
        "mend", "2022-04-02", "The minister promised to mend the locks with the toll, and skippers doubt the promise."
    ),
    _told("court", "2022-05-02", "Judge Olga Wendt said the canal tolls break no law, and the skippers went home."),
    _told("union", "2022-05-03", "The skippers' union said of Wendt and Orr that both forget the canal tolls of 2019."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over what several people said on one thing."""
    return desk_of(tmp_path_factory.mktemp("said"), ARTICLES)


def _cited(answer):
    return [one.quote for told in answer.sentences for one in told.citations]


@pytest.mark.parametrize(
    "question", ["Who said “a toll is a promise to mend”?", "Who said a toll is a promise to mend?"]
)
def test_the_words_that_are_asked_for_come_first_in_an_editorial_too(desk, question):
    (first, *others) = _cited(desk.ask(question))
    assert "a toll is a promise to mend" in first and "Rosa Klee" in first and not others


def test_the_words_that_a_question_gives_are_found_among_many_others(tmp_path):
    many = [
        _told(f"m{at}", "2022-04-03", f"Minister {name} Klee said of tolls and promises that locks need mending soon.")
        for at, name in enumerate(("Ada", "Ivo", "Mia", "Lars", "Tom", "Edda", "Ilse", "Hana", "Ilia", "Olaf", "Jon"))
    ]
    text = "The harbour was calm on Monday. “A gull has no master”, the pilot Nils Brand said when he was asked."
    desk = desk_of(tmp_path, [*many, _told("gull", "2021-01-04", text, title="Calm harbour")])
    assert "Nils Brand" in _cited(desk.ask("Which minister said “a gull has no master”?"))[0]


def test_of_what_somebody_said_no_third_is_quoted(desk):
    quotes = _cited(desk.ask("What did Hal Orr say about the canal tolls?"))
    assert any("will go up" in one for one in quotes)
    assert not any("burden" in one or "is wrong" in one or "break no law" in one for one in quotes)


def test_a_side_of_a_comparison_is_told_by_its_own_words(desk):
    quotes = _cited(desk.ask("Compare what Hal Orr and Olga Wendt said about the canal tolls"))
    assert any("will go up" in one for one in quotes) and any("break no law" in one for one in quotes)
    assert not any("burden" in one or "is wrong" in one for one in quotes)


def test_a_third_is_quoted_where_nobody_else_names_whom_it_is_asked_of(desk):
    assert any("Klee" in one for one in _cited(desk.ask("What did Rosa Klee say about tolls?")))
