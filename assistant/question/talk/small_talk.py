"""What asks nothing of an archive: greetings and thanks, and talk about who answers or who asks."""

import re

from assistant.language.words import fold, tokens
from assistant.question.salience import content
from assistant.question.window import QUOTED
from corpus.text.calendar import either
from corpus.text.tables import bag, table

_WORDS = table("assistant.language", "asking")
_TALK, _BESIDE = bag(_WORDS["small_talk"]), bag(_WORDS["beside_small_talk"])
_NOUNS = either(bag(_WORDS["personal_nouns"]))
_BEGUN = r"^\W*(?:(?:and|but|so|or|ok|well|hey|hi|hello|then)\b\W*)*"
_ASKS = r"(?:(?:what|who|whom|which|whose|why|how|where|when)\b(?:['’]s)?(?: \w+){0,2}? )?"
_DO = r"(?:do|did|don['’]t|would|will|can|could|should)"
# 'Who are you?', 'How do you work?', "What's your name?", 'Who made you?', 'What do you know about me?', 'Who am I?'.
_OF_US = re.compile(
    rf"{_BEGUN}(?:{_ASKS}(?:are|were|aren['’]t) you\b(?! (?:{either(bag(_WORDS['of_archive']))})\b)"
    rf"|{_ASKS}am i\b|how {_DO} you (?:work|function|know|help|decide|answer|learn)\b(?=(?: (?:me|it|this|that))?\W*$)"
    rf"|what(?: else)? (?:can|could|do|would) you do\b(?= for me\b|\W*$)"
    rf"|who (?:\w+ )?[a-z]+(?:s|ed|ade|uilt) you\W*$"
    rf"|[^?]*\b(?:{either(bag(_WORDS['personal_ends']))}) (?:me|i|myself)\W*$"
    rf"|(?:{_ASKS}(?:is|are|was|were) |what['’]s |who['’]s |tell me about )"
    rf"(?:my|your(?: own)?(?= (?:\w+ )?{_NOUNS}\W*$))\b)",
    re.I,
)
# 'Do you like Kim?', 'What do you think of the summit?', 'Your opinion on the deal?', but 'Who do you think won?'.
_OPINION = re.compile(
    rf"{_BEGUN}(?:(?:{_ASKS}{_DO} you (?:really |personally |ever |also |still )?"
    rf"{either(bag(_WORDS['personal_verbs']))}\b"
    rf"|{_ASKS}{_DO} you (?:really |personally )?{either(bag(_WORDS['personal_thoughts']))}"
    rf"(?= (?:of|about|in|so|him|her|it|them)\b|(?-i: [A-Z]\w+)*\W*$)|what {_DO} you make of\b)"
    rf"|(?:[^?]{{0,40}}\b)?your (?:own |personal |honest )?{_NOUNS}\b"
    rf"(?= (?:on|of|about|in|towards?|for|is|was)\b|,|(?: \w+)?\W*$))",
    re.I,
)


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks or agrees: 'thanks!', 'ok, very good', 'good morning'; no question does."""
    if "?" in text:
        return False
    words = {word for one in tokens(fold(text)) if (word := one.lower).isalpha()}
    return not words.isdisjoint(_TALK) and words <= _TALK | _BESIDE


def is_of_us(text: str) -> bool:
    """Whether a text is about who answers or who asks and about nothing else: 'Who are you?', 'Do you know me?'."""
    return _OF_US.match(QUOTED.sub('""', text)) is not None


def asks_opinion(text: str) -> bool:
    """Whether a text asks for an opinion of who answers: 'Do you like Kim?', 'What is your view of the deal?'."""
    return _OPINION.match(QUOTED.sub('""', text)) is not None


def of_the_news(asked: str) -> str:
    """What a turn of a talk asked of the archive, empty for nothing; an opinion was asked for on something: 'Tell me
    about the deal.' of 'What is your opinion of the deal?'.
    """
    if is_small_talk(asked) or is_of_us(asked):
        return ""
    if not (opinion := _OPINION.match(asked)):
        return asked
    on = re.sub(r"^\W*(?:(?:of|on|about|in|with|for)\b)?\W*|\W+$", "", asked[opinion.end() :])
    return f"Tell me about {on}." if content(on) else ""
