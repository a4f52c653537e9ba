"""Texts that are no article: error pages, walls of consent and payment, and the offers below a teaser."""

import re
from collections.abc import Iterable

from corpus.text.folding import fold
from corpus.text.tables import table

# Characters; error pages have a few hundred, notes on cookies up to 3,000.
_SHORT, _LONGER, _FEW = 900, 4_000, 160
_A_MENTION = 80  # characters of a note on cookies for each time that it names them
_LONGEST_OFFER = 400
_MOST_OFFERS = 12
_STATUS = re.compile(r"(?:error\s{1,3})?[45][0-9]{2}\s{0,3}[-–—:|.]?\s{0,3}")
_SITE = re.compile(r"\s{1,3}[-–—|·:]\s{1,3}")
_COOKIE = (
    "cookie consent privacy partner tracking datenschutz einwilligung zustimmung confidentialité privacidad socios "
    "privacidade parceiros dados personali dispositivo toestemming prywatność ciasteczk samtykke çerez персональн "
    "toestemming persoonsgegevens согласи 쿠키 동의 개인정보 同意 隐私 プライバシー"
).split()


def no_article(title: str, text: str) -> str:
    """What a text is that is no article, as a reason to refuse it; '' for any other."""
    if len(text) > _SHORT and (len(text) > _LONGER or _mentions(text) * _A_MENTION < len(text)):
        return ""
    words, tables = fold(text).casefold(), table("corpus.reading", "no_article")
    named = any(part in tables["errors"]["titles"] for part in _names(title))
    said = _held(words, tables["errors"]["words"])
    if len(text) <= _SHORT and (said > 1 or (named and (said or _held(words, tables["errors"]["weak"])))):
        return "is a page that says that there is no page, or that a program may not have it: save the article itself"
    if named and len(text) <= _FEW:
        return "is a page of an error, and no article: save the article itself"
    if _mentions(words) * _A_MENTION > len(words) and _held(words, tables["consent"]["words"]) >= 2:
        return "is a page that asks for consent to cookies, and no article: agree in a browser, and save the article"
    if len(text) <= _SHORT and _held(words, tables["wall"]["words"]) >= 2 and _all_offered(text):
        return "is a page that asks to subscribe or sign in, and no article: save the article itself"
    return ""


def _mentions(text: str) -> int:
    """How often a text names cookies and what they need."""
    low = text.lower()
    return sum(low.count(word) for word in _COOKIE)


def without_offers(text: str) -> tuple[str, list[str]]:
    """The text without the lines at its end that offer to sell the rest of it, and those lines."""
    lines, offers = text.rstrip().split("\n"), list[str]()
    kept = len(lines)
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_OFFERS), -1):
        if not lines[at].strip() or _offer(lines[at]):
            kept = at if lines[at].strip() else kept
        elif len(lines[at]) > 60:
            break
    offers = [line for line in lines[kept:] if line.strip()]
    above = "\n".join(lines[:kept]).rstrip()
    return (above, offers) if above and any(map(_offer, offers)) else (text, [])


def _all_offered(text: str) -> bool:
    """Whether a text holds hardly more than the offer of another one."""
    return len(without_offers(text)[0]) < _FEW or _offer(text)


def _offer(line: str) -> bool:
    return len(line) <= _LONGEST_OFFER and bool(
        _held(fold(line).casefold(), table("corpus.reading", "no_article")["wall"]["offers"])
    )


def _names(title: str) -> Iterable[str]:
    """A title, and what it says beside the name of the site and the number of an error."""
    plain = fold(title).casefold().strip(" .!")
    for part in (plain, *_SITE.split(plain)):
        yield part
        yield _STATUS.sub("", part).strip(" .!") or part


def _held(words: str, phrases: Iterable[str]) -> int:
    """How many of the phrases a folded text holds."""
    return sum(phrase in words for phrase in phrases)
