"""Who held an office on a day: what lets a sentence name whom the cited text only calls `the President`."""

from collections.abc import Iterable, Iterator
from typing import Final

from assistant.language.name_index import Known
from assistant.language.naming import AMERICAN
from corpus.text.tables import table

_OFFICES: Final = table("assistant.gate", "offices")["office"]
_AMERICAN: Final = {f"@{body}" for body in (*AMERICAN, "white_house")}


def holders(texts: Iterable[Known], days: Iterable[str]) -> Iterator[str]:
    """Yield who held, on each of the days (ISO), the offices that the texts speak of."""
    known = tuple(texts)
    named = {name for one in known for name in one.canonical}
    words = {word for one in known for word in one.words}
    if named & _AMERICAN:
        named.add("@united_states")
    for office in _OFFICES:
        if f"@{office['of']}" in named and words & set(office["told"].split()):
            for day in days:
                held = [row[11:] for row in office["held"] if row[:10] <= day]
                yield from held[-1:]
