"""The day of an event ('Yoon took office'), chosen from what dated texts say of it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from assistant.language.times.days import DAY
from assistant.language.times.mentions import Clock, Mention, mentions
from assistant.language.times.spans import EVENT, HAPPENING, Span
from assistant.question.salience import WORD, content, is_light, stem
from corpus.scope import Scope
from corpus.search import match_any
from corpus.store.archive import Archive
from corpus.text.sentences import sentence_spans

# Words of the press for the same happening; each line is one.
_WORDS = tuple(
    tuple(line.split())
    for line in (
        "office inauguration inaugurated inaugural sworn swearing assumed",
        "summit",
        "meeting met talks",
        "launch launched fired firing test tested",
        "election elected elections vote voted won victory",
        "visit visited trip travel travelled traveled toured tour arrived",
        "invasion invaded invade war attack attacked",
        "signed signing agreement deal treaty accord",
        "resign resigned resignation quit",
        "died death dead killed killing assassination assassinated",
        "sanctions sanctioned designated designation",
        "call called phone phoned spoke",
        "veto vetoed blocked",
        "withdrawal withdrew withdrawn pullout left",
        "restored restoration reopened reconnected",
    )
)
_SAME = tuple(frozenset(map(stem, line)) for line in _WORDS)
_NEAR = 90  # characters between a happening and its date; a sentence's length away, the date is another's
_ENOUGH = 0.6
_OTHERS = 2  # words beside the happening that tell of which one is spoken, where nobody is named
_CANDIDATES = 40  # passages read for one event
_MARGIN = 1.5  # times the support of the next day; a wrong day is worse than none


def event_day(phrase: str, candidates: Iterable[tuple[str, str]]) -> str | None:
    """The day (`YYYY-MM-DD`) on which the event of a phrase happened, or None where the texts do not settle it.

    Args:
        phrase: The event in a few words, as it stands in a question.
        candidates: Texts that may speak of it, each with its day of publication.

    Returns:
        The day with most support. A text speaks of the event when it holds every name of the phrase and a sentence of
        it holds the happening (or its synonym, 'inauguration' for 'took office') and most of the other words; it
        supports the date that the sentence gives nearest to the happening ('on Tuesday' counted from its publication).
        Where the phrase names nobody ('the court suspended the permit') the sentence holds all its other words; with
        hardly any of these ('the election') no text may tell of it on another day.
        A time in the phrase itself ('the May 2021 summit') bounds the days.
    """
    given = mentions(phrase, Clock(date.max.replace(year=2999)))
    rest = _without(phrase, given)
    happening = HAPPENING.search(rest)
    names = {stem(name) for name in re.findall(r"\b[A-Z][\w-]+", rest) if not is_light(name)}
    if not happening:
        return None
    acts = _acts(rest) or {stem(happening.group())}
    same = acts.union(*(line for line in _SAME if acts & line))
    others = {stem(word) for word in content(rest)} - names - acts
    any_of_them = not names and len(others) < _OTHERS  # 'the summit': any of a dozen
    if any_of_them and all(one.end() < len(rest.rstrip()) for one in HAPPENING.finditer(rest)):
        return None  # 'the suspended permit' is a thing
    share = 0.5 if names else 1.0
    support: dict[date, float] = defaultdict(float)
    for text, published in candidates:
        if not names <= _stems(text):
            continue
        for span in sentence_spans(text):
            sentence = text[span.start : span.end]
            here = _stems(sentence)
            act = next((m for m in WORD.finditer(sentence) if stem(m.group()) in same), None)
            if act is None or (names and not names & here) or len(others & here) < share * len(others):
                continue
            clock = Clock(date.fromisoformat(published[:10]))
            days = [m for m in mentions(sentence, clock) if m.period.length <= 3 and _gap(act, m) <= _NEAR]
            if days:
                near = min(days, key=lambda m: _gap(act, m))
                exact = 1.0 if stem(act.group()) in acts else 0.9
                exact *= 1.0 if near.kind == "named" else 0.8  # 'today' is often the day of the text, not of the event
                support[near.first] += exact * (len(names & here) + 1) / (len(names) + 1)
    inside = {day: n for day, n in support.items() if not given or given[0].first <= day <= given[0].last}
    if not inside:
        return None
    (best, most), *behind = sorted(inside.items(), key=lambda item: (-item[1], item[0]))
    rival = max((n for day, n in behind if abs(day - best) > DAY), default=0.0)  # a visit of three days is one event
    if any_of_them and rival:
        return None
    return best.isoformat() if most >= _ENOUGH and most >= _MARGIN * rival else None


def event_of(question: str, spans: Iterable[Span]) -> str:
    """The event before or after whose day a question asks: 'the election', of 'What happened after the election?'."""
    found = (EVENT.match(question, one.start, one.end) for one in spans if one.kind in ("event", "since"))
    return next((one["p"] for one in found if one and one["w"].lower() != "during"), "")


def events_from(search: Callable[[str], Iterable[tuple[str, str]]]) -> Callable[[str], str | None]:
    """The `events` of `understand`, over a search that gives (text, day of publication) for some words.

    The search is asked for the phrase and for the press's other words for the same happening.
    """

    def find(phrase: str) -> str | None:
        other = " ".join(word for line in _WORDS if _acts(phrase) & set(map(stem, line)) for word in line)
        texts = [*search(phrase), *(search(f"{phrase} {other}") if other else ())]
        return event_day(phrase, dict.fromkeys(texts))

    return find


def archive_events(archive: Archive, as_of: str) -> Callable[[str], str | None]:
    """The `events` of `understand`, over what an archive holds up to a day: words alone are searched."""
    scope = Scope(as_of=as_of)

    def search(words: str) -> list[tuple[str, str]]:
        match = match_any(words)
        found = archive.passages.lexical(match, _CANDIDATES, scope) if match else []
        hits = archive.passages.hits([passage for passage, _ in found], scope)
        return [(f"{hit.article.title}.\n{hit.text}", hit.article.day) for hit in hits.values()]

    return events_from(search)


def _without(phrase: str, given: list[Mention]) -> str:
    for m in reversed(given):
        phrase = phrase[: m.start] + " " + phrase[m.end :]
    return phrase


def _acts(phrase: str) -> set[str]:
    return {stem(word) for word in WORD.findall(phrase) if any(stem(word) in line for line in _SAME)}


def _stems(text: str) -> set[str]:
    return {stem(part) for word in WORD.findall(text) for part in (word, *re.split(r"[-’'.]", word)) if part}


def _gap(act: re.Match[str], mention: Mention) -> int:
    return max(mention.start - act.end(), act.start() - mention.end, 0)
