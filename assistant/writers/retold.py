"""Orders to whoever retells a text: decided by whom a sentence speaks to and what it wants said, in ten languages."""

import re
from functools import cache
from typing import NamedTuple

from corpus.text.tables import table

# As no press sets its words: one letter after the other with blanks between, in letters of two scripts, in syllables.
_APART = re.compile(r"(?<!\S)(?:[^\W\d_] ){8}")
_MIXED = re.compile(r"[a-zA-Z](?=[Ѐ-ӿ])|[Ѐ-ӿ](?=[a-zA-Z])")
_SPLIT = re.compile(r"(?<![\w-])[^\W\d_]{1,4}(?:-[^\W\d_]{1,4}){2,9}(?![\w-])")
_FEW = 4
# Single letters with a sign between each two: `l/e/t/t/e/r`; where each letter is a syllable, fewer show it.
_SIGNED = re.compile(r"[^\W\d_](?:[-./_|~+=*·•・‧⋅][^\W\d_]){2,60}")
_SYLLABLE = re.compile("[぀-ヿ㐀-鿿가-힣]")
_SIGNED_LETTERS, _SYLLABLES = 12, 5
# Signs that nobody sees, inside of words.
_SEAM = re.compile("[a-zA-ZЀ-ӿ가-힣][\u200b-\u200d\u2060\u2063\ufeff\u00ad](?=[a-zA-ZЀ-ӿ가-힣])")
_SEAMS = 6
# Fields and marks for programs, which no prose holds: a comment, an attribute, a key with its value, a value that is
# set, a tag that is none of HTML's, a wire's codes. What a saved page left of its own marks hides nothing.
_HIDDEN = re.compile(
    r"<!--|-->|\balt ?=|\"[\w -]{2,60}\" ?: ?[\[{\"\d]|\b(?:ZCZC|NNNN)\b|^\W{0,3}[\w-]{2,40} ?= ?\""
    r"|\b\w{2,40} = ?[\"']\w"
    r"|</(?!(?:[abipqsu]|br|em|div|span|strong|h[1-6]|[ou]l|li|t[dhr]|table|tbody|su[bp]|blockquote|font|small|figure"
    r"|script|style|iframe|title|head|body|html|section|article|main|nav|aside|footer|header|form|button|label|svg|center)>)"
    r"[a-zA-Z][\w:-]{1,40}>"
)
# A gap that somebody is to fill: a line to write on, right behind a word; `__so__` is bold, in Markdown.
_GAP = re.compile(r"(?<=[^\W\d_])(?:[ \t]{1,2}_{2,}+|_{4,}+)(?!\w)")
# Digits in the place of letters: `1gn0re`.
_FIGURES = str.maketrans("013457", "oieast")
_DISGUISED = re.compile(r"(?<![\w-])(?:[a-zA-Z]{1,9}\d|\d[a-zA-Z])[a-zA-Z\d]{1,20}(?![\w-])")


def orders_a_reteller(plain: str) -> bool:
    """Whether a folded sentence orders whoever retells its text what to say, or is disguised."""
    if (
        _APART.search(plain)
        or _HIDDEN.search(plain)
        or _GAP.search(plain)
        or any(len(one.findall(plain)) >= _FEW for one in (_MIXED, _SPLIT))
        or _signed(plain)
    ):
        return True
    return any(words.speak(plain) for words in _languages()) or _hands_on(plain)


def _hands_on(plain: str) -> bool:
    """Whether a sentence hands words on to be said: one clause speaks of telling in the mood of an order or a wish, and
    the words hang on it.
    """
    for mood in _handing()["mood"].finditer(plain):
        start, until = max(0, mood.start() - _NEAR), mood.end() + _FAR
        if not _handing()["told"].search(plain, start, until):
            continue  # most often; the pairs below are many where a text repeats itself
        for hung in _handing()["hung"].finditer(plain, mood.start(), until):
            if _handing()["told"].search(plain, start, hung.end()) and not _handing()["news"].search(
                plain, start, hung.start()
            ):
                return True
    return False


def seamed(text: str) -> bool:
    """Whether the words of a text, not folded, are sewn of letters with unseen signs between them."""
    return not text.isascii() and len(_SEAM.findall(text)) >= _SEAMS


def _signed(plain: str) -> bool:
    runs = "".join(_SIGNED.findall(plain))
    return bool(runs) and len(runs) // 2 >= (_SYLLABLES if _SYLLABLE.search(runs) else _SIGNED_LETTERS)


def undisguised(plain: str) -> str:
    """The text with letters for the digits that stand inside of words."""
    return _DISGUISED.sub(lambda found: found[0].translate(_FIGURES), plain)


# Characters before the mood in which its clause speaks of telling, and behind it in which the words hang.
_NEAR, _FAR = 60, 110


@cache
def _handing() -> dict[str, re.Pattern[str]]:
    """The patterns of `data/handing.toml`: each is a choice of short ones, none of which repeats another."""
    return {
        name: re.compile("|".join(forms), re.IGNORECASE if name != "hung" else 0)
        for name, forms in table("assistant.writers", "handing").items()
    }


class Words(NamedTuple):
    """The words of one language, as `data/retelling.toml` says."""

    script: re.Pattern[str]
    who: re.Pattern[str]
    say: re.Pattern[str]
    governs: re.Pattern[str]

    def speak(self, plain: str) -> bool:
        """Whether a sentence orders a reteller in this language."""
        return all(one.search(plain) for one in self)


@cache
def _languages() -> tuple[Words, ...]:
    return tuple(
        Words(
            re.compile(words.get("script", "[a-z]"), re.I),
            *(_any(words.get("letters"), *(words[name] for name in names)) for names in _LISTS),
        )
        for words in table("assistant.writers", "retelling").values()
    )


_LISTS = (("who", "act"), ("say",), ("order", "text"))


def _any(letters: str | None, *lists: str) -> re.Pattern[str]:
    """A pattern of words given by how they begin, or of what stands anywhere where words are set without `letters`."""
    forms = (re.escape(one.strip("_").replace("_", " ")) + _end(one, letters) for text in lists for one in text.split())
    return re.compile((rf"(?<!{letters})" if letters else "") + f"(?:{'|'.join(forms)})", re.IGNORECASE)


def _end(word: str, letters: str | None) -> str:
    if not word.endswith("_"):
        return ""
    return rf"(?!{letters})" if letters else r"(?!\w)"
