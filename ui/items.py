"""Items of a briefing as safe HTML: day and speaker, sentences with their markers, confidence and its basis."""

import re
from collections.abc import Mapping
from itertools import takewhile

from assistant.answer import LeftOut, Sentence
from assistant.briefing.briefing import Coverage, Item, Section
from corpus.text.counting import counted
from ui.render import day, left_out, said, sentence, when
from ui.safe import cut, escape, one_line

OWN = "Analyst’s own text"


def opening(one: Item) -> tuple[str, list[int]]:
    """What stands before an item, who and when; and how many characters of each sentence say the same again.

    A quotation stands alone under its label (`Mr Price, 8 July 2021: “...”`). In an item a label says only what was
    not read right before it, and where a sentence begins with who says it otherwise, nobody stands before it.
    """
    who, date = one_line(one.who or ""), when(one.date) if one.date else ""
    name = who.split(", ") if who else []
    labels = [_label(each, name) for each in one.sentences]
    heard = [*name, date] if date else name
    begins = "".join(one_line(each.text).partition("“")[0] for each in one.sentences[:1])
    if who and labels[0][: len(heard)] != heard and re.match(rf"{re.escape(who)}\b", begins):
        who, heard, date = "", [], "" if date in begins else date
    again = []
    for label in labels:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(heard, label, strict=False)))
        again.append(len(", ".join(label[:same])) + 2 if same >= len(name) > 0 else 0)
        heard = label
    return ", ".join(part for part in (cut(who, 80), date) if part), again


def _label(one: Sentence, name: list[str]) -> list[str]:
    """The parts of a quotation's label: `name`, the day of publication and who speaks; none for other sentences."""
    before, colon, _ = one_line(said(one.text)).partition(": “")
    parts = before.split(", ") if colon and one.verdict == "quote" else []
    days = {day(each.published) for each in one.citations}
    return parts if parts[: len(name)] == name and days.intersection(parts[len(name) : len(name) + 1]) else []


def basis(item: Item) -> str:
    """How sure it is, and by what: `Moderate: one outlet, its own count`."""
    sure = item.confidence
    return f"{sure.level.capitalize()}: {cut(sure.basis, 200)}" if sure else ""


def item(one: Item, turn: int = 0, refused: Mapping[int, LeftOut] | None = None) -> str:
    """An item; its markers' names begin with `turn`. `refused`: what the gate did not take in place of a sentence."""
    (before, again), after = opening(one), basis(one)
    head = f'<div class="lead">{escape(before)}</div>' if before else ""
    foot = f'<div class="why basis">{escape(after)}</div>' if after else ""
    others = ""
    if refused:
        others = f'<div class="why">Not taken in its place:</div>{left_out(refused.values())}'
    told = "".join(sentence(each, turn, skip=skip) for each, skip in zip(one.sentences, again, strict=True))
    return f'<div class="item">{head}<div class="answer">{told}</div>{foot}{others}</div>'


def own(text: str) -> str:
    """Text of the editor's own, marked as no words of the archive."""
    return f'<div class="item own"><div class="lead">{OWN}</div><p class="sentence">{escape(one_line(text))}</p></div>'


def heading(text: str) -> str:
    """The heading of a section."""
    return f'<h2 class="section">{escape(cut(text))}</h2>'


def so_far(sections: list[Section]) -> str:
    """What has come of a briefing under way."""
    told = "".join(heading(one.heading) + "".join(item(each) for each in one.items) for one in sections)
    return f"<div>{told}</div>"


def pairs(many: tuple[tuple[str, str], ...]) -> str:
    """Names and values in one line."""
    return (
        '<div class="asked">' + " · ".join(f"{escape(name)} <b>{escape(value)}</b>" for name, value in many) + "</div>"
    )


def found(held: Coverage) -> str:
    """How much was found: `48 articles of 2 outlets and 40 origins, 1 June 2022 to 29 June 2022`."""
    span = f", {day(held.first)} to {day(held.last)}" if held.first and held.last else ""
    return (
        f"{counted(held.articles, 'article')} of {counted(len(held.outlets), 'outlet')} "
        f"and {counted(held.origins, 'origin')}{span}"
    )


def months(held: Coverage) -> list[tuple[str, int]]:
    """The articles of each month from the first to the last, those without one too."""
    named = sorted(held.by_month)
    if not named:
        return []
    first, last = (12 * int(one[:4]) + int(one[5:7]) - 1 for one in (named[0], named[-1]))
    every = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [(one, held.by_month.get(one, 0)) for one in every]


def holes(held: Coverage) -> str:
    """The months between the first and the last of which there is no article, as a sentence; empty if none."""
    runs: list[list[str]] = []
    before = 1
    for month, count in months(held):
        if not count and before:
            runs.append([month])
        elif not count:
            runs[-1].append(month)
        before = count
    spans = [" to ".join(when(one) for one in dict.fromkeys((run[0], run[-1]))) for run in runs]
    return f"No article on it from {', '.join(spans)}." if spans else ""
