"""What a saved briefing can be as a whole: its sections, bottom line and judge."""

from collections import Counter
from collections.abc import Iterator

from assistant.answer import Answer, Citation, Sentence
from assistant.briefing.briefing import Briefing, Form, Kind
from assistant.briefing.choosing import BOTTOM, OF_FEW, OF_MANY
from assistant.briefing.drafting import quoted
from assistant.language.topic import Topic
from assistant.rechecking.cited import Line, shown

Place = tuple[str, int, int, int]

FIRST = 3  # sentences of a bottom line at most
QUOTED: tuple[Kind, ...] = ("developments", "positions", "unknown", "background")  # what is quoted here is quoted once
KINDS: dict[Form, tuple[Kind, ...]] = {
    "timeline": ("developments", "changes", "background"),
    "review": ("positions", "disagreements", "changes", "unknown"),
}
"""The sections that a form can have; a brief has any."""


def outline(one: Briefing, *, whole: bool) -> Iterator[Line]:
    """What does not fit of its sections together. `whole`: no item is gone."""
    for section in one.sections:
        if section.kind not in KINDS.get(one.form, (section.kind,)):
            yield section.kind, f"a {one.form} has no such section"
    numbers = [each.marker for _, said in _sentences(one) for each in said.citations]
    if whole and list(dict.fromkeys(numbers)) != sorted(set(numbers)):
        yield "", "its sentences do not stand in the order of their numbers"
    if one.form != "brief" and one.writer != "quotes":
        yield "", f"a {one.form} quotes alone; {shown(one.writer)} cannot have written it"
    differing = [item.sentences for section, item in one.items() if section.kind == "disagreements"]
    apart = [tuple(_place(each) for said in sentences for each in said.citations) for sentences in differing]
    if len(apart) != len(set(apart)):
        yield "disagreements", "it tells where sources differ twice"
    below = {_place(each) for section, said in _sentences(one) if section != "bottom_line" for each in said.citations}
    first = [said for section, said in _sentences(one) if section == "bottom_line"]
    most = 1 if one.writer == "quotes" else FIRST
    if len(first) > most:
        yield "bottom_line", f"it has {len(first)} sentences, not {most} at most"
    if any(_place(each) not in below for said in first for each in said.citations):
        yield "bottom_line", "it cites what no section below cites"
    if one.writer == "quotes":
        told = Counter(_place(said.citations[0]) for kind, said in _sentences(one) if kind in QUOTED and said.citations)
        yield from (("", f"it quotes {id} at {start}-{end} twice") for (id, _, start, end), n in told.items() if n > 1)
        yield from _beside(one, whole=whole)
        if whole and not first and _needs_first(one):
            yield "", "it lacks its bottom line"


def _beside(one: Briefing, *, whole: bool) -> Iterator[Line]:
    """What is cited for a quotation beside its own words, and is other words of the same article; but of one citation,
    those of the bottom line, which an editor may have taken out or reworded.
    """
    above = {_place(each) for kind, said in _sentences(one) if kind == "bottom_line" for each in said.citations}
    for kind, said in _sentences(one):
        if kind in QUOTED and said.citations:
            first, *others = said.citations
            lent = any(each.article_id == first.article_id and each.quote not in said.text for each in others)
            wide = whole and said.verdict == "quote" and quoted(said) != first.quote and _place(first) not in above
            if lent or wide:
                yield kind, "it cites beside its own words others of their article"


def judged(one: Answer | Briefing) -> Iterator[str]:
    """Whether its judge can have judged it: what is quoted is looked up, and no model is asked."""
    if one.writer == "quotes" and one.judge != "gate":
        yield f"its judge is gate, not {shown(one.judge)}"


def _needs_first(one: Briefing) -> bool:
    """Whether each of several developments could have stood before all: short, naming the topic, with room for it."""
    told = [item.sentences for section, item in one.items() if section.kind == "developments" and item.sentences]
    words = [sum(len(said.text.split()) for said in each) for each in told]
    every = sum(len(said.text.split()) for said in one.sentences())
    most, topic = max(BOTTOM * every, min(OF_FEW * every, OF_MANY)), Topic(one.topic)
    return (
        one.form == "brief"
        and bool(told)
        and all(
            len(each[0].text.split()) <= min(int(most), sum(words) - size) and topic.is_named(each[0].text)
            for each, size in zip(told, words, strict=True)
        )
    )


def _sentences(one: Briefing) -> Iterator[tuple[Kind, Sentence]]:
    return ((section.kind, said) for section, item in one.items() for said in item.sentences)


def _place(one: Citation) -> Place:
    return one.article_id, one.version, one.start, one.end
