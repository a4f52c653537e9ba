"""Items of a briefing as safe HTML: day and speaker, sentences with their markers, confidence and its basis."""

from collections.abc import Mapping

from assistant.answer import LeftOut
from assistant.briefing.briefing import Coverage, Item, Section
from corpus.text.counting import counted
from ui.render import day, left_out, sentences, when
from ui.safe import cut, escape, one_line

OWN = "Analyst’s own text"


def lead(item: Item) -> str:
    """What stands before an item: who, and when."""
    return ", ".join(part for part in (cut(item.who or "", 80), when(item.date) if item.date else "") if part)


def basis(item: Item) -> str:
    """How sure it is, and by what: `Moderate: one outlet, its own count`."""
    sure = item.confidence
    return f"{sure.level.capitalize()}: {cut(sure.basis, 200)}" if sure else ""


def item(one: Item, turn: int = 0, refused: Mapping[int, LeftOut] | None = None) -> str:
    """An item; its markers' names begin with `turn`. `refused`: what the gate did not take in place of a sentence."""
    before, after = lead(one), basis(one)
    head = f'<div class="lead">{escape(before)}</div>' if before else ""
    foot = f'<div class="why basis">{escape(after)}</div>' if after else ""
    others = ""
    if refused:
        others = f'<div class="why">Not taken in its place:</div>{left_out(refused.values())}'
    return f'<div class="item">{head}{sentences(one.sentences, turn)}{foot}{others}</div>'


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
    last, one, every = named[-1], named[0], list[tuple[str, int]]()
    while one <= last:
        every.append((one, held.by_month.get(one, 0)))
        year, month = int(one[:4]), int(one[5:7])
        one = f"{year + month // 12:04}-{month % 12 + 1:02}"
    return every


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
