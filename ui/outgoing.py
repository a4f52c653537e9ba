"""Editions and alerts as they go out: a whole HTML page, plain text, and the files for a folder."""

from dataclasses import replace

from assistant.daily.alerts import AlertNote
from assistant.daily.delivery.message import Message
from assistant.daily.editions import Edition
from corpus.store.archive import Archive
from ui.export.briefing import of_briefing
from ui.export.document import Document, Part, words
from ui.export.html import as_html
from ui.export.markdown import as_markdown
from ui.export.text import as_text
from ui.render import NOTE
from ui.safe import cut, json_text, plain


class Outgoing:
    """Makes messages of editions and alerts; what articles say is escaped, their links are as the archive has them."""

    def edition(self, edition: Edition, archive: Archive) -> Message:
        """An edition as a message."""
        made = document_of(edition, archive)
        return _message("edition", edition, made, as_text(made), archive)

    def alert(self, note: AlertNote, archive: Archive) -> Message:
        """An alert as a message."""
        lines = tuple(words(cut(line, 2_000)) for line in note.lines)
        made = Document(cut(note.title), (Part("Just in", lines, listed=True),), (), "An alert of the archive.")
        return _message("alert", note, made, plain(note.text), archive)

    def files(self, message: Message) -> dict[str, bytes]:
        """The files of a message for a folder, by suffix."""
        data = (json_text(message.document) + "\n").encode()
        return {"html": message.html.encode(), "md": message.markdown.encode(), "json": data}


def document_of(edition: Edition, archive: Archive) -> Document:
    """An edition as a document; one with nothing new says so."""
    made = of_briefing(
        edition.briefing,
        archive=archive.folder.name,
        today=edition.made[:10],
        look=archive.article,
        arrived=archive.arrivals.of,
    )
    if not edition.empty:
        return made
    told = tuple(words(cut(note, NOTE)) for note in edition.briefing.notes)
    return replace(made, parts=(Part("Nothing new", told, listed=False),))


def _message(kind: str, told: Edition | AlertNote, made: Document, text: str, archive: Archive) -> Message:
    return Message(
        topic=told.topic,
        kind=kind,
        number=told.number,
        made=told.made,
        title=cut(made.title),
        text=text,
        markdown=as_markdown(made).decode(),
        html=as_html(made).decode(),
        document=told.model_dump(mode="json"),
        archive=archive.meta("archive") or "",
    )
