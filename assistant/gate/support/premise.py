"""What a sentence is held against, cut to what a small model can read: heads, and the nearest cited sentences."""

from collections.abc import Sequence
from math import log

from assistant.language.stems import stem
from assistant.language.words import fold, tokens
from corpus.text.sentences import sentence_spans

# The model was trained on premises of at most so many words, in pairs of at most 288 tokens.
WORDS = 200


def premise(sentence: str, cited: Sequence[tuple[str, str]], *, words: int = WORDS) -> str:
    """The text that the support model reads beside a sentence.

    Args:
        sentence: What is claimed.
        cited: For each cited passage its head (title, outlet, day, kind, speaker; may be empty) and its text.
        words: At most so many words of the texts are taken.

    Returns:
        `HEAD: TEXT` for each passage, in the order given. Of texts that are longer together, the sentences that share
        the most and the rarest stems with the claim are taken with their neighbours, in their own order.
    """
    parts = [_sentences(text) for _, text in cited]
    if sum(len(part.split()) for found in parts for part in found) > words:
        parts = _nearest(sentence, parts, words)
    told = [
        f"{head}: {' '.join(found)}" if head else " ".join(found) for (head, _), found in zip(cited, parts, strict=True)
    ]
    return " ".join(told)


def _sentences(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in sentence_spans(text)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokens(fold(text)))


def _nearest(sentence: str, parts: list[list[str]], words: int) -> list[list[str]]:
    """Of each passage the sentences nearest to the claim, as many as there is room for."""
    claimed = _stems(sentence)
    places = [(at, n) for at, part in enumerate(parts) for n in range(len(part))]
    held = {(at, n): _stems(parts[at][n]) & claimed for at, n in places}
    often = {one: sum(one in each for each in held.values()) for one in claimed}
    weight = {one: log(1 + len(places) / (1 + often[one])) for one in claimed}
    chosen: set[tuple[int, int]] = set()
    told: set[str] = set()
    room = words
    # What a sentence adds counts whole, what was told already a little: so both halves of a claim find their place.
    while room > 0 and len(chosen) < len(places):
        best = max(
            (place for place in places if place not in chosen),
            key=lambda place: (sum(weight[one] * (1 if one not in told else 0.3) for one in held[place]), -place[1]),
        )
        at, n = best
        told |= held[best]
        for place in (best, (at, n - 1), (at, n + 1)):
            size = len(parts[at][place[1]].split()) if place in held else 0
            if size and place not in chosen and (size <= room or not chosen):
                chosen.add(place)
                room -= size
        if best not in chosen:
            break
    return [[part[n] for n in range(len(part)) if (at, n) in chosen] for at, part in enumerate(parts)]
