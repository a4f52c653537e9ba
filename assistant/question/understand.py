"""A question understood: bounded, made to stand alone, its time window read, its halves named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.answer import ABSTENTION
from assistant.language.times.derived import MARK
from assistant.language.times.spans import Events
from assistant.language.words import fold, tokens
from assistant.question.compared import sides
from assistant.question.follow_up import around, depends
from assistant.question.form import Form, form_of
from assistant.question.parts import Both, alone, by_itself, completed, halves, several
from assistant.question.rewriting import PATIENCE, Rewritten, rewrite
from assistant.question.salience import Exchange
from assistant.question.talk.exchanged import OPENING
from assistant.question.talk.small_talk import asks_opinion, is_of_us, is_small_talk, of_the_news
from assistant.question.window import Bounds, of_now, read_window, without_times
from corpus import clock
from corpus.errors import CallError
from corpus.evidence import Query
from corpus.scope import EVERYTHING, Scope
from corpus.text.metadata import without_controls
from corpus.text.stop_words import FUNCTION

NOTHING = "The question names nothing to look for: say whom or what it is about."
SMALL_TALK = "Nothing is asked here, and nothing was looked for."
OF_US = (
    "This asks about the assistant or about you, and nothing was looked for: the assistant tells what the articles of "
    "the archive say, has no opinion of its own, and knows nothing of who asks."
)
LONGEST_QUESTION = 4000  # characters; a question is not a document
# Characters of one turn of a conversation, and of the newest turns that are read of it; a long answer has 5,000.
LONGEST_TURN, READ_OF_TURNS = 100_000, 400_000


@dataclass(frozen=True, slots=True)
class Understood:
    """What is searched for. Days are `YYYY-MM-DD`; an open end is None.

    `window_from` says who set `since` and `until`: the `caller` (they filter), the `question`'s words (they
    only prefer), or nobody (None). `recent`: newer articles are likelier to answer; `now`: it asks
    for the present state of a thing. `parts`: the halves of a question
    on two times or things, each standing alone; `several`: the questions that it asks, where it asks more than one.
    `empty`: it names nothing that could be looked for. `notes`: remarks for the reader, such as the two readings of a
    date. `called`: the year by which a thing is called ('the 2015 deal'), which is no time to look in. `untimed`: it
    without the times that it names, empty where it names none. `alone`: a follow-up as it was asked, understood by
    itself, where it may stand so. The tokens are those of a chat model that was asked to make a follow-up stand alone.
    """

    standalone: str
    since: str | None = None
    until: str | None = None
    window_from: str | None = None
    recent: bool = False
    now: bool = False
    empty: bool = False
    parts: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    prefer: Bounds | None = None
    called: Bounds | None = None
    untimed: str = ""
    alone: "Understood | None" = None
    input_tokens: int = 0
    output_tokens: int = 0


def asked(text: object) -> str:
    """The question as `typed` gives it. Raises CallError for an empty one, and as `typed` does."""
    if not (question := typed(text, "question", LONGEST_QUESTION)):
        raise CallError("the question is empty: ask one")
    return question


def typed(text: object, what: str, longest: int) -> str:
    """What a person typed, without the blanks around it; empty where no letter and no digit of any script is in it.

    What holds control characters is one line without them. `what` it is stands in the errors. Raises CallError for a
    document, and for halves of characters, as bytes of another encoding give them.
    """
    words = text.strip() if isinstance(text, str) else ""
    if not any(map(str.isalnum, words)):  # marks alone ask nothing
        return ""
    if len(words) > longest:
        raise CallError(f"the {what} has {len(words):,} characters: at most {longest:,} are read")
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        raise CallError(f"the {what} holds broken characters, as of another encoding: type it again")
    return without_controls(words)


def understand(
    question: str,
    history: Sequence[Mapping[str, Any]],
    scope: Scope = EVERYTHING,
    *,
    as_of: str | None = None,
    chat_model: BaseChatModel | None = None,
    events: Events | None = None,
    both: Both | None = None,
    patience: float = PATIENCE,
) -> Understood:
    """What a question means, in its conversation and on its day.

    Args:
        question: As it was asked.
        history: The turns before it, oldest first, each with `role` ('user' or 'assistant') and `content`.
        scope: The caller's, which filters. Of its as-of day, a question that names no time asks for the news.
        as_of: The day it is asked from where the scope names none.
        chat_model: Asked to make a follow-up stand alone, only when there is history.
        patience: Seconds that the chat model may take for it, at most PATIENCE.
        events: Finds the day of an event in the archive ('Yoon took office').
        both: Whether the archive has what a follow-up is about beside what was said before.

    Raises:
        CallError: The history is malformed.
    """
    today = date.fromisoformat(scope.as_of or as_of or clock.today())
    turns = conversation(history)
    standalone, rewritten, notes = question, Rewritten(None), tuple[str, ...]()
    talk = _talk(question)
    if turns and not talk and depends(question):
        if chat_model is not None:
            rewritten = rewrite(question, turns, chat_model, patience=min(patience, PATIENCE))
        standalone = rewritten.question or completed(question, turns, today, both)
        notes = _remarks(question, standalone, rewritten.problem)
    given = bool(scope.since or scope.until)
    window = read_window(standalone, today, events=events, dated=bool(scope.as_of) and not given)
    first, last = (scope.since, scope.until) if given else (window.since, window.until)
    parts = halves(standalone, window.spans)
    why = (talk or NOTHING,) if (empty := asks_nothing(standalone)) else ()
    bare = alone(standalone)
    return Understood(
        standalone=standalone,
        since=first,
        until=last,
        window_from="caller" if given else "question" if window.named else None,
        recent=window.recent,
        now=of_now(standalone, today.isoformat()),
        empty=empty,
        parts=parts,
        several=() if parts else several(standalone, today, both),
        notes=(*notes, *why, *window.notes),
        prefer=window.prefer,
        called=window.called,
        untimed=without_times(standalone, window),
        alone=understand(bare, (), scope, as_of=as_of, events=events) if bare else None,
        input_tokens=rewritten.input_tokens,
        output_tokens=rewritten.output_tokens,
    )


def formed(understood: Understood) -> tuple[Form, Understood]:
    """The form of the question, and the sides of a comparison as questions of their own. Several questions have none
    together, unless each asks for a briefing.
    """
    form = form_of(understood.standalone)
    if understood.several:
        forms = {form_of(one) for one in understood.several}
        return ("briefing" if forms == {"briefing"} else "detail"), understood
    if form == "comparison":
        both = understood.parts or sides(understood.standalone)
        understood = replace(understood, parts=(), several=both)
    return form, understood


def asks_nothing(question: str) -> bool:
    """Whether a question is none of the archive: small talk, on who answers or who asks, or made of function words
    alone, as 'Why?' and 'And then?' are where nothing was said before; an abbreviation is a word of its own by its
    capitals ('the US').
    """
    if _talk(question):
        return True
    words = tokens(fold(question))
    loud = question.isupper()
    named = any(len(one.text) > 1 and one.text.isupper() and not loud for one in words)
    return bool(words) and not named and all(one.lower in FUNCTION for one in words)


def _talk(question: str) -> str:
    """What is said to small talk, and to what asks of the assistant or of who asks; empty to all else."""
    if is_small_talk(question):
        return SMALL_TALK
    return OF_US if is_of_us(question) or asks_opinion(question) else ""


def query_of(understood: Understood, scope: Scope, k: int, window: Bounds | None = None) -> Query:
    """What is searched for a question; `window`: the one time that it is about."""
    return Query(
        understood.standalone,
        scope,
        k,
        prefer=understood.prefer,
        recent=understood.recent,
        parts=understood.parts,
        within=window,
        around=around(understood.standalone),
    )


def _remarks(question: str, standalone: str, problem: str) -> tuple[str, ...]:
    """What the reader should know of how a follow-up was completed."""
    if problem:
        return (f"The follow-up was completed by rule, since {problem}.",)
    asked, whole = (OPENING.sub("", text.strip()).casefold() for text in (question, standalone))
    if asked == whole and not by_itself(question, fewest=1):
        return ("The question leans on the conversation, and nothing in it was found to complete the question with.",)
    return ()


def conversation(history: Sequence[Mapping[str, Any]]) -> list[Exchange]:
    """The turns of a history, oldest first; empty contents and a system's messages are passed over.

    So are turns before the newest READ_OF_TURNS characters.

    Raises:
        CallError: It is no list of objects with `role` and `content`, or one content is a document.
    """
    said: list[tuple[bool, str]] = []
    if isinstance(history, str | Mapping) or not isinstance(history, Sequence):
        raise CallError("the history must be a list of {'role': 'user' or 'assistant', 'content': '...'}")
    for number, item in enumerate(history, 1):
        role = item.get("role") if isinstance(item, Mapping) else None
        text = item.get("content") if isinstance(item, Mapping) else None
        if role not in ("user", "assistant", "system", "developer", "tool"):
            raise CallError(f"turn {number} of the history needs a 'role' of 'user' or 'assistant'")
        if text is None:
            text = "" if "content" in item else text
        if not isinstance(text, str):
            raise CallError(f"turn {number} of the history needs a text as its 'content'")
        if len(text) > LONGEST_TURN:
            long = f"has {len(text):,} characters: at most {LONGEST_TURN:,} are read"
            raise CallError(f"turn {number} of the history {long}")
        if role in ("user", "assistant") and text.strip():
            said.append((role == "user", without_controls(text.strip())))
    left = READ_OF_TURNS
    first = next((at for at in range(len(said), 0, -1) if (left := left - len(said[at - 1][1])) < 0), 0)
    exchanges: list[tuple[str, list[str]]] = []
    for asks, text in said[first:]:
        if asks or not exchanges:
            exchanges.append((text if asks else "", []))
        if not asks:
            exchanges[-1][1].append(_words(text))
    of_news = [(question and of_the_news(question), question, answers) for question, answers in exchanges]
    return [Exchange(read, " ".join(filter(None, answers))) for read, asked, answers in of_news if read or not asked]


def _words(answer: str) -> str:
    """What an answer says, without our own words: no outlet is a subject of a conversation, and no abstention."""
    if answer.startswith(ABSTENTION):
        return ""
    return _DERIVED.sub("", _ATTRIBUTION.sub("", _BELOW.sub("", answer))).strip()


_BELOW = re.compile(r"\n[^\S\n]*(?:Note|Not answered|Sources|Closest):[ \n].*", re.S)  # as the doors tell them
_DERIVED = re.compile(rf" \([^()]{{1,300}}, {MARK}\)")
_ATTRIBUTION = re.compile(
    r"(?:^|(?<=[\])\n] )|(?<=\n))[^“”\[\]\n:]{1,120}, \d{1,2} [A-Z][a-z]{2,9} \d{4}(?:, [^“”\n:]{1,60})?: (?=“)"
)
