"""An answer in plain lines, for a terminal."""

from assistant import phrasing
from assistant.answer import UNANSWERED, Answer, Citation, Sentence
from corpus.evidence import Evidence
from ui.abstained import why
from ui.render import NOTE, QUESTION, own_words, pages
from ui.safe import cut, headline, link, named, one_line, plain


def answer_text(answer: Answer) -> str:
    """The answer for a terminal: a line for each sentence, then numbered sources; when abstaining, why and what came
    closest.

    The words of others never begin a line, but for a sentence, which ends in its markers: so none can pass for a list
    of sources.
    """
    lines = [_marked(one) for one in answer.sentences]
    if answer.abstained:
        lines = list(filter(None, [one_line(answer.text), why(answer)]))
    if answer.standalone_question.strip() != answer.question.strip():
        lines.insert(0, f"Understood as “{cut(answer.standalone_question, QUESTION)}”")
    if answer.abstained and answer.closest:
        lines += ["", "Closest:", *(f"  {_place(one)}" for one in answer.closest)]
    for part in answer.left_out:
        if part.unanswered:
            lines.append(f"Not answered: {cut(part.text, QUESTION)} ({UNANSWERED})")
    lines += [f"Note: {cut(one, NOTE)}" for one in answer.notes]
    sources = numbered(answer)
    if sources:
        lines += ["", "Sources:"]
        lines += [" ".join([f"  [{one.marker}] {_place(one)}", link(one.url) or ""]).rstrip() for one in sources]
    return plain("\n".join(lines))


def _marked(one: Sentence) -> str:
    markers = dict.fromkeys(each.marker for each in one.citations)
    return f"{own_words(one)} {''.join(f'[{marker}]' for marker in markers)}"


def _place(one: Citation | Evidence) -> str:
    return f"{place(one, 100)} [{cut(one.article_id, 80)}]"


def place(one: Citation | Evidence, length: int) -> str:
    """Title, outlet, day and pages of an article in a line, the title of at most so many characters."""
    outlet = named(one.source, 60, "no outlet") + phrasing.opinion(one.kind)
    return f"{headline(one.title, length)} - {outlet}, {one.published[:10]}{pages([one])}"


def numbered(answer: Answer) -> list[Citation]:
    """The citations of an answer, once each, by marker."""
    return list({one.marker: one for each in answer.sentences for one in each.citations}.values())
