"""Who writes: the writer that a name, the settings or a chat model handed over decide on."""

from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from assistant.settings import Settings
from assistant.writers.base import Writer
from assistant.writers.quotes import QuotesWriter
from corpus.models import reranker


@dataclass(frozen=True, slots=True)
class Chosen:
    """A writer, and the chat model that it drives where it drives one."""

    writer: Writer
    chat_model: BaseChatModel | None = None


def choose(name: str | None, settings: Settings, handed: BaseChatModel | None = None) -> Chosen:
    """The writer called `quotes` or `openai:MODEL`; without a name, the model handed over, or else the settings' writer.

    Raises CallError where there is no such writer, or neither a key nor a server for it.
    """
    quotes = QuotesWriter(reranker())
    chosen = "" if name is None and handed is not None else name or settings.writer
    if chosen == quotes.name:
        return Chosen(quotes)
    from assistant.chat_model import make_chat_model
    from assistant.writers.chat import ChatWriter
    from assistant.writers.fallback import FallbackWriter

    model = make_chat_model(chosen, settings) if chosen or handed is None else handed
    writer = ChatWriter.from_settings(model, settings, name=chosen)
    return Chosen(writer if settings.fallback == "error" else FallbackWriter(writer, quotes), model)
