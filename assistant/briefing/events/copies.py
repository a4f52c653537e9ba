"""A report in several outlets: the other articles that tell it in nearly the same words, and one sentence in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.briefing.events.gather import rows_of
from assistant.briefing.events.tellings import Telling
from corpus.article import Article, Span
from corpus.evidence import evidence_of
from corpus.scope import Scope, outlet_key
from corpus.store.archive import Archive
from corpus.store.near_duplicates import DAYS, Profile, near_copies, profile

_profile = lru_cache(maxsize=32)(profile)  # each item of a briefing that cites a long article asks again


def copies(one: Telling, near: Mapping[str, Sequence[str]], archive: Archive, scope: Scope) -> list[Telling]:
    """A sentence to the letter in the near-copies of its article that other outlets published, one of each outlet."""
    found, seen = list[Telling](), {outlet_key(one.article.source or "")}
    for row in rows_of(near.get(one.article.id, ()), archive, scope):
        copy = archive.article(row.id, row.version)
        at, outlet = copy.text.find(one.text), outlet_key(copy.source or "")
        if at < 0 or not outlet or outlet in seen:
            continue
        seen.add(outlet)
        span = Span(at, at + len(one.text))
        evidence = evidence_of(copy, span, one.text, rank=one.evidence.rank, score=one.evidence.score)
        found.append(replace(one, evidence=evidence, article=copy, span=span))
    return found


def origins(told: Sequence[Article]) -> int:
    """How many reports articles tell: near-copies, in however many outlets, are one."""
    profiles = [_profile(one.title, one.text, (one.source, one.author)) for one in told] if len(told) > 1 else []
    again = sum(
        any(_one_report(each, profiles[before], one, profiles[at]) for before, each in enumerate(told[:at]))
        for at, one in enumerate(told)
    )
    return len(told) - again


def _one_report(one: Article, of_one: Profile, other: Article, of_other: Profile) -> bool:
    apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
    return one.text == other.text or (apart <= DAYS and near_copies(of_one, of_other))
