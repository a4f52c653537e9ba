"""The writer that drives a chat model: evidence under fresh keys goes in, keyed sentences come out as drafts."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random, SystemRandom

from langchain_core.language_models import BaseChatModel

from assistant import phrasing
from assistant.chat_model import listen, make_chat_model, says_how_it_ended
from assistant.chatting.failures import INSTEAD
from assistant.deadline import Deadline
from assistant.language.outlets import named_in
from assistant.language.times.spoken import derived_of
from assistant.settings import Settings
from assistant.writers.bare import shown_bare
from assistant.writers.base import Brief, Cited, Draft, Meter, RefusedDraft
from assistant.writers.chat_answer import ChatAnswer
from assistant.writers.citable import best_windows, opening
from assistant.writers.injection import is_planted
from assistant.writers.keyed_stream import Said, SentenceReader
from assistant.writers.prompt import NOT_STATED, Prompt, copies_ours, one_line, prompt
from corpus.article import Article, Span
from corpus.errors import WorkError
from corpus.evidence import Evidence
from corpus.text.metadata import one_line as visible
from corpus.text.metadata import plain_name

__all__ = ["ChatWriter", "make_chat_model"]

_MARKDOWN = re.compile(
    r"!?\[[^\[\]]*\]\s?\([^()]*\)|\[[^\[\]]*\]:\s|<\s*/?\s*(?:a|img|script|iframe|style|svg|object|form|meta|link)\b"
)
READ = 2000  # characters of a sentence for which its place is looked for; the gate judges no longer one
MOST_CITED = 12  # passages that one sentence may rest on
_ENCLOSED = re.compile("[\u20dd-\u20e4]")  # a circle, square or key around the letter before it
_ATTRIBUTED = re.compile(r"\b(?:editorial|opinion|op-ed|commentary|column|editors|according to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChatWriter:
    """Writes with any LangChain chat model; satisfies `assistant.writers.base.Writer`.

    Limits: `evidence_tokens` shown, `max_tokens` written, `timeout` seconds waited, `max_cost` US dollars at
    `price_in` and `price_out` for a million tokens. Keys are drawn from `random`; nobody can foresee them.
    """

    chat_model: BaseChatModel
    name: str = ""
    evidence_tokens: int = 4000
    max_tokens: int = 1000
    timeout: float = 60.0
    max_cost: float | None = None
    price_in: float | None = None
    price_out: float | None = None
    random: Random = field(default_factory=SystemRandom)

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", _name(self.chat_model))

    @classmethod
    def from_settings(cls, chat_model: BaseChatModel, settings: Settings, *, name: str = "") -> "ChatWriter":
        """Return a writer with the limits that the settings give."""
        return cls(
            chat_model,
            name,
            evidence_tokens=settings.evidence_tokens,
            max_tokens=settings.max_tokens,
            timeout=settings.timeout,
            max_cost=settings.max_cost,
            price_in=settings.price_in,
            price_out=settings.price_out,
        )

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield a draft for each sentence as soon as the model has finished it.

        A sentence without a known key, with a link, or broken off by a limit carries its problem. Raises WorkError
        when the server fails, when the answer's end did not come, and when the answer would cost too much.
        """
        yield from self._told(prompt(brief, evidence_tokens=self.evidence_tokens, random=self.random), meter)

    def again(self, brief: Brief, refused: Sequence[RefusedDraft], meter: Meter) -> Iterator[Draft]:
        """Yield the refused sentences as the model now says them; a model that leaves them out yields none."""
        given = prompt(brief, evidence_tokens=self.evidence_tokens, random=self.random, refused=refused)
        yield from self._told(given, meter)

    def _told(self, given: Prompt, meter: Meter) -> Iterator[Draft]:
        """Yield a draft for each sentence of the model's answer to a prompt."""
        if not given.passages:
            return
        self._check_cost(given)
        deadline = min(Deadline.after(self.timeout), meter.deadline, key=lambda one: one.at)
        answer, sentences = ChatAnswer(), _Sentences(given.passages, given.article)
        try:
            for piece in listen(self.chat_model, given.messages, deadline=deadline):
                words = answer.kept(answer.take(piece), self.max_tokens)
                yield from sentences.feed(words, answer.retracted)
                if answer.runs_on(self.max_tokens):
                    answer.ended = "length"
                    break
        finally:
            meter.input_tokens += answer.input_tokens or given.tokens
            meter.output_tokens += answer.output_tokens or math.ceil(answer.estimate)
        rest = answer.rest()
        answer.check(says_how_it_ended=says_how_it_ended(self.chat_model))
        if not (answer.input_tokens or answer.output_tokens):
            meter.notes.append("The chat model's server did not report its usage: the tokens are estimated.")
        yield from sentences.close(answer.kept(rest, self.max_tokens), answer.retracted, cut=answer.cut)
        if answer.cut:
            meter.notes.append(f"The answer was cut at {self.max_tokens} tokens (BRIEFING_MAX_TOKENS).")

    def _check_cost(self, given: Prompt) -> None:
        """Raise WorkError where reading the prompt and writing up to the cap would cost more than is allowed."""
        if self.max_cost is None:
            return
        cost = (given.tokens * (self.price_in or 0.0) + self.max_tokens * (self.price_out or 0.0)) / 1_000_000
        if cost > self.max_cost:
            raise WorkError(
                f"this answer may cost {cost:.4f} dollars, over the limit of {self.max_cost:g}: "
                f"raise BRIEFING_MAX_COST, lower BRIEFING_EVIDENCE_TOKENS or BRIEFING_MAX_TOKENS, {INSTEAD}"
            )


class _Sentences:
    """The sentences of an answer as drafts, as soon as it is clear that they are of the answer, and no thoughts."""

    def __init__(self, passages: Mapping[str, Evidence], article: Callable[[str, int], Article]) -> None:
        self._passages, self._article = passages, article
        self._reader = SentenceReader(passages)
        self._seen: set[object] = set()
        self._held: list[Said] | None = []
        """All, where the first has no key: a server may tell only at their end that they were thoughts."""
        self._retracted = 0

    def feed(self, text: str, retracted: int) -> Iterator[Draft]:
        """The drafts that a text completes; raises WorkError where what was given turns out to be thoughts."""
        self._forget(retracted)
        for said in self._reader.feed(text):
            yield from self._take(said)

    def close(self, text: str, retracted: int, *, cut: bool) -> Iterator[Draft]:
        """The drafts that are left."""
        yield from self.feed(text, retracted)
        for said in [*(self._held or ()), *self._reader.close(cut=cut)]:
            yield from _drafts(said, self._passages, self._seen, self._article)

    def _take(self, said: Said) -> Iterator[Draft]:
        if self._held or not said.keys:
            self._held = [*(self._held or ()), said] if self._held is not None else None
        else:
            self._held = None
        if self._held is None:
            yield from _drafts(said, self._passages, self._seen, self._article)

    def _forget(self, retracted: int) -> None:
        if retracted == self._retracted:
            return
        if self._held is None:
            raise WorkError(
                f"the chat model's server sent thoughts as an answer: ask again, set it up to mark them, {INSTEAD}"
            )
        self._retracted, self._reader, self._held = retracted, SentenceReader(self._passages), []


def _drafts(
    said: Said, passages: Mapping[str, Evidence], seen: set[object], article: Callable[[str, int], Article]
) -> Iterator[Draft]:
    """Yield the draft of a sentence; none for the words that say that nothing is stated, and for no words."""
    enclosed = _ENCLOSED.search(said.text) is not None  # which `visible` takes away, and leaves what it encloses
    said = replace(said, text=visible(said.text))  # before it is looked at: a link must not hide behind what is unseen
    text = said.text
    if not any(letter.isalnum() for letter in text) or text.strip(" .*\"“”'").upper() == NOT_STATED:
        return
    cited = [passages[key] for key in said.keys][:MOST_CITED]
    problems = tuple(_problems(said, passages, seen, enclosed=enclosed))
    if problems and (text, problems) in seen:
        return  # a model in a loop: said once that it repeats itself
    seen.update((text, (text, problems)))
    spans = tuple(
        Cited(one, one.start + span.start, one.start + span.end)
        for one in cited
        for span in best_windows(text[:READ], one.text) or filter(None, [opening(one.text)])
    )
    if not problems and not spans:
        problems = ("the passage that it cites says nothing that can be cited",)
    told = _attributed(text, cited) if not problems else _unkeyed(text, passages)
    yield Draft(told, spans, _known(cited, spans, article), problems)


def _problems(
    said: Said, passages: Mapping[str, Evidence], seen: set[object], *, enclosed: bool = False
) -> Iterator[str]:
    """Yield, in plain words, what is wrong with a sentence before its meaning is looked at."""
    text = said.text
    if len(said.keys) > MOST_CITED:
        yield f"it cites more than {MOST_CITED} passages"
    if not said.whole:
        yield "the answer was cut off inside this sentence, at its limit of tokens"
    if said.unknown:
        yield "it cites a passage that the model was not given"
    if not said.keys and not said.unknown:
        yield "it cites no passage"
    if enclosed:
        yield "it holds a figure or letter in a circle or key, which reads as the mark of a citation"
    if any(key in text for key in passages):
        yield "it shows the key of a passage as words"
    if _MARKDOWN.search(text):
        yield "it holds a link that is not between quotation marks"
    elif bare := shown_bare(text, " ".join(one_line(passages[key].text) for key in said.keys)):
        yield bare
    if is_planted(text):
        yield "it repeats an instruction to a machine"
    elif ours := copies_ours(text, passages.values()):
        yield ours
    if text in seen:
        yield "it repeats a sentence before it"


def _attributed(text: str, cited: list[Evidence]) -> str:
    """Return the sentence, with the editorial named before it where it leans on editorials alone and names none."""
    if not cited or any(one.kind != "editorial" for one in cited):
        return text
    first = cited[0]
    if _ATTRIBUTED.search(text) or (first.source and named_in(first.source, text)):
        return text
    outlet = plain_name(first.source) if first.source and not is_planted(first.source) else ""
    where = f" in {outlet}" if outlet else ""
    return f"An editorial{where} of {phrasing.day(first.published)} says: {text}"


def _unkeyed(text: str, passages: Mapping[str, Evidence]) -> str:
    """Return the text without any key of this question; keys are shown to nobody."""
    for key in passages:
        text = text.replace(key, "")
    return one_line(text)


def _known(cited: list[Evidence], spans: tuple[Cited, ...], article: Callable[[str, int], Article]) -> tuple[str, ...]:
    """Return what the archive itself says of the cited articles, but for what speaks to a machine.

    With it, which days the relative phrases of the cited words mean: the model is told to write them as such.
    """
    said = [
        part
        for one in cited
        for part in (one.title, one.source, one.kind, one.published[:10], phrasing.day(one.published))
    ]
    for span in spans:
        whole = article(span.evidence.article_id, span.evidence.version)
        headed, days = derived_of(whole, Span(span.start, span.end))
        said += [phrasing.day(headed.isoformat())] if headed else []
        said += [each.meaning for each in days]
    return tuple(dict.fromkeys(part for part in said if part and not is_planted(part)))


def _name(chat_model: BaseChatModel) -> str:
    """Return a name for a model that was handed over: its class, and its own name where it has one."""
    model = getattr(chat_model, "model_name", None) or getattr(chat_model, "model", None)
    kind = "openai" if says_how_it_ended(chat_model) else type(chat_model).__name__
    return f"{kind}:{model}" if isinstance(model, str) and model else kind
