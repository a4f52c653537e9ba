"""Whether an answer is right: the strings that must and must not stand in it, as the guide defines it."""

import re
import unicodedata
from functools import cache

from assistant.evaluation.prompts import Prompt

WORD_LIMIT = 150

_FOLDS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u2060": "",
        "\ufeff": "",
        "\u200b": "",
        "\u200d": "",
        "\u00ad": "",
    }
    | {chr(code): "-" for code in (*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D)}
)


def plain(text: str) -> str:
    """The text in lower case, with curly quotes, odd hyphens and odd spaces folded."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text.translate(_FOLDS))).casefold().strip()


@cache
def _pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(plain(wanted))}(?!\w)")


def occurs(wanted: str, text: str) -> bool:
    """Whether the string stands in the text as whole words ("8" is not found in "18")."""
    return bool(plain(wanted)) and _pattern(wanted).search(plain(text)) is not None


_RAW = {"'": "['’‘‛ʼ]", '"': '["“”„«»]', "-": "[-\u2010-\u2015\u2212\ufe63\uff0d]", " ": r"\s+"}


@cache
def pattern(wanted: str) -> re.Pattern[str]:
    """What shows the string in a text as it is written, to mark it; `occurs` is what decides."""
    raw = "".join(_RAW.get(char, re.escape(char)) for char in plain(wanted))
    return re.compile(rf"(?<!\w){raw}(?!\w)", re.IGNORECASE)


def words(text: str) -> int:
    """The number of words, as white space parts them; a marker such as [1] counts."""
    return len(text.split())


def faults(prompt: Prompt, text: str, abstained: bool, word_limit: int = WORD_LIMIT) -> list[str]:
    """Why the answer is not right, in plain words; empty for a right one.

    Right: does not abstain, keeps to the word limit, holds one string of every group and none that it must not. For a
    prompt without an answer, right means to abstain.
    """
    if not prompt.answerable:
        return [] if abstained else ["answers, where the archive does not say"]
    if abstained:
        return ["abstains"]
    found = [] if words(text) <= word_limit else [f"has {words(text)} words, more than {word_limit}"]
    found += [
        f"lacks {' or '.join(group)}" for group in prompt.must_include if not any(occurs(one, text) for one in group)
    ]
    return found + [f"says {one}" for one in prompt.must_not_include if occurs(one, text)]
