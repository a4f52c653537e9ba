"""What an article is: statement, readout, transcript, editorial or report; by archive, title, first words or labels."""

import re
from functools import lru_cache

from assistant.language.lexicon import SAYING
from assistant.language.names import names
from assistant.language.words import fold, tokens
from corpus.article import Article
from corpus.text.calendar import either
from corpus.text.sentences import sentences
from corpus.text.speakers import is_transcript
from corpus.text.stop_words import FUNCTION, PREPOSITIONS
from corpus.text.tables import bag, table

LONGEST = BEGINS = 300  # characters of a title that are read, and in which an article says itself what it is
_IMPORTANCE, _STOP_WORDS = table("assistant.briefing", "importance"), table("corpus.text", "stop_words")
_KINDS = {form: kind for kind, forms in _IMPORTANCE["kinds"].items() for form in forms.split("|")}
_TITLES = _IMPORTANCE["titles"]
_BEFORE = _IMPORTANCE["kinds_before"]
BY_ONE = either([*_IMPORTANCE["kinds"]["statement"].split("|"), *_TITLES["by_one"].split("|")])
"""The words, as one pattern, for a text that is all of whom its title names as its author."""
_FORM, _AFTER_NAMES = either(_KINDS), either(_TITLES["after_names"].split("|"))
_OF_IT = rf"(?:(?:{either(bag(_TITLES['of_it']))})['.s]*\s+)*"
_BEHIND = bag(_TITLES["behind"]) | PREPOSITIONS
_ENDS = rf"(?=\W*$|\s*[:;,(|]|\s-\s|\s(?:\d|(?:{either(_BEHIND)}|\w+ing)\b))"
_HEADED = re.compile(rf"\W*{_OF_IT}({_FORM}){_ENDS}", re.I)
_NAMED = re.compile(rf"(.+?)\s+{_OF_IT}({_AFTER_NAMES}){_ENDS}", re.I)
_SMALL = re.compile(r"(?<!')\b(?!(?:of|and|the|for|on)\b)[a-z]")
_BY = "by "  # what stands first is no name by its capital
_VERBS = bag(_IMPORTANCE["decides"]) | SAYING | bag(_STOP_WORDS["light"]["verbs"])
_ITSELF = re.compile(
    rf"\b(?:text of (?:an?|the)|following(?: is an?)?|below is an?) (?:following )?(?:joint )?({_FORM})\b"
    r"|\b(?:below|following) is attributable to\b",
    re.I,
)
_OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur)\b")
_OPINIONS = table("assistant.briefing", "requests")
_BEFORE_IT = r"(?:\s*[:|]|\s+[–—-]\s)"
_EDITORIAL = re.compile(rf"\W*(?:{either(_OPINIONS['opinions'].split('|'))}){_BEFORE_IT}", re.I)
# 'Letters: Save the pier' is headed so; 'Letters from the front' tells of some.
_LETTERS = re.compile(
    rf"\W*(?:(?:{either(_OPINIONS['letters'].replace(chr(10), '').split('|'))})\b|letters(?:{_BEFORE_IT}|\W*$))", re.I
)


def kind_before(article: Article) -> str:
    """What an article was taken for by how its title begins, as in briefings that were kept then."""
    start = article.title.lower().lstrip("“\"'[ ")
    named = next((kind for kind, starts in _BEFORE.items() if start.startswith(tuple(starts.split("|")))), "")
    return article.kind or ("transcript" if named != "readout" and is_transcript(article.text) else named or "report")


def states(article: Article) -> bool:
    """Whether an article is a statement."""
    return kind_of(article) == "statement"


def is_editorial(title: str) -> bool:
    """Whether a title says that its article is the opinion of an outlet, or of somebody who writes in it."""
    return _EDITORIAL.match(title) is not None


def opines(article: Article) -> bool:
    """Whether an article is an opinion."""
    return kind_of(article) == "editorial"


def kind_of(article: Article) -> str:
    """One of the kinds of articles; `report` where nothing tells."""
    return _kind(article.id, article.version, article.kind or "", article.title, article.text)


@lru_cache(maxsize=2048)
def _kind(id: str, version: int, given: str, title: str, text: str) -> str:
    if given:
        return given
    if is_editorial(title) or _LETTERS.match(fold(title[:LONGEST])):
        return "editorial"
    form, begins = _form(fold(title[:LONGEST])), text[:BEGINS]
    itself = _ITSELF.search(fold(begins))
    if itself and not form:
        form = (itself[1] or "statement").lower()
    if form and not itself and _is_told(form, begins):
        form = ""
    named = _KINDS.get(form.lower().removeprefix("joint "), "")
    return "transcript" if named != "readout" and is_transcript(text) else named or "report"


def _form(title: str) -> str:
    """The word for a kind of text that a title is headed by: no verb is done to it, and none does it."""
    if headed := _HEADED.match(title):
        return headed[1]
    named = _NAMED.match(title)
    if named is None or _SMALL.search(named[1]):
        return ""
    countries = [one for one in names(f"{_BY}{named[1]}") if one.canonical]  # 'States' is no verb in 'United States'
    within = [range(one.start - len(_BY), one.end - len(_BY)) for one in countries]
    lead = [one.lower for one in tokens(named[1]) if not any(one.start in each for each in within)]
    return "" if (lead[-1:] and lead[-1] in FUNCTION) or not _VERBS.isdisjoint(lead) else named[2]


def _is_told(form: str, begins: str) -> bool:
    """Whether an article begins with words on such a text, or hands on what others said: then it is a report on it."""
    first = fold(next((begins[one.start : one.end] for one in sentences(begins)), ""))
    of_it = re.search(rf"\b(?:an?|the) (?:[\w'-]+ ){{0,2}}{form}\b", first, re.I)
    return of_it is not None or ("said" in first.split() and _OWN.search(first) is None)
