"""Who writes: the writer that a name, the settings or a chat model decide on, and who writes where its server fails."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.language_models import BaseChatModel

from assistant.question.form import WIDE, Form
from assistant.settings import Settings
from assistant.writers.base import Brief, Draft, Mending, Meter, RefusedDraft, Writer
from assistant.writers.plans import PlanWriter
from assistant.writers.quotes import QuotesWriter
from corpus.errors import CallError, WorkError

# Seconds of an answer that a chat model's server may not use up where somebody writes in its place: quoting takes two
# to five on a busy machine.
KEPT = 10.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A writer, and the chat model that it drives where it drives one."""

    writer: Writer
    chat_model: BaseChatModel | None = None


def choose(name: str | None, settings: Settings, handed: BaseChatModel | None = None) -> Chosen:
    """The writer called `quotes` or `openai:MODEL`; without a name, the model handed over, or else the settings'
    writer.

    Raises CallError where there is no such writer, or neither a key nor a server for it.
    """
    if not (name is None or isinstance(name, str)):
        raise CallError("writer must be a name: `quotes`, or `openai:MODEL`")
    quotes = QuotesWriter()
    chosen = "" if name is None and handed is not None else name or settings.writer
    if chosen == quotes.name:
        return Chosen(quotes)
    from assistant.chat_model import make_chat_model
    from assistant.writers.chat import ChatWriter

    model = make_chat_model(chosen, settings) if chosen or handed is None else handed
    writer = ChatWriter.from_settings(model, settings, name=chosen)
    return Chosen(writer if settings.fallback == "error" else FallbackWriter(writer, quotes), model)


def quoting(form: Form) -> Writer:
    """Who quotes for a form of question: the broad ones and counts are planned."""
    return PlanWriter() if form in WIDE or form == "count" else QuotesWriter()


def fitted(writer: Writer, form: Form, quoted: Callable[[], Iterator[Draft]]) -> Writer:
    """Who writes an answer of a form; where a chat model's server fails, what `quoted` decides on is quoted."""
    if isinstance(writer, FallbackWriter):
        return replace(writer, second=AfterDecision(quoted))
    return quoting(form) if isinstance(writer, QuotesWriter) else writer


@dataclass(frozen=True, slots=True)
class AfterDecision:
    """Quotes what is decided on only when it is needed: where a chat model is asked, no other model reads before."""

    quoted: Callable[[], Iterator[Draft]]
    name: str = "quotes"

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield the quotations."""
        yield from self.quoted()


@dataclass(slots=True)
class FallbackWriter:
    """Writes with `first`; where that fails, says so and writes with `second`. Made anew for every question.

    The first writer's sentences are held back until its answer is whole, so that no half of one is ever shown.
    """

    first: Writer
    second: Writer
    failed: bool = False

    @property
    def name(self) -> str:
        """The name of the writer that wrote."""
        return self.second.name if self.failed else self.first.name

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield the first writer's drafts, or the second writer's, the reason noted in the meter.

        Both stay within the meter's deadline: the first must leave the second time to write.
        """
        whole = meter.deadline
        meter.deadline = whole.leaving(KEPT)
        try:
            drafts = []
            for draft in self.first.write(brief, meter):
                drafts.append(draft)
                meter.deadline.check()
        except WorkError as error:
            self.failed = True
            meter.notes.append(f"{self.first.name} did not finish; {self.second.name} wrote this answer: {error}.")
            meter.deadline = whole
            yield from self.second.write(brief, meter)
        else:
            meter.deadline = whole
            yield from drafts

    def again(self, brief: Brief, refused: Sequence[RefusedDraft], meter: Meter) -> Iterator[Draft]:
        """Yield what the first writer makes of its refused sentences; the second one's are quotations."""
        if not self.failed and isinstance(self.first, Mending):
            yield from self.first.again(brief, refused, meter)
