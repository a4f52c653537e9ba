"""Remarks for the reader: how a text was narrowed, and where another article says otherwise on the same thing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import phrasing
from assistant.answer import Citation, Sentence
from assistant.briefing.drafting import told_at
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.naming import PEOPLES, in_full
from assistant.language.times.spoken import day_of_speech
from assistant.language.words import fold
from assistant.question.known_names import no_outlet
from assistant.question.understand import Understood
from assistant.question.window import is_of
from assistant.writers.lines.line import NEAR
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets_named
from corpus.text.heads.datelines import behind_dateline
from corpus.text.speakers import is_transcript

SIGNED = 80  # characters of a last line that is a name and an office


def narrowed(scope: Scope, archive: Archive, unheld: Sequence[str] = (), *, bound: bool = False) -> tuple[str, ...]:
    """What a reader must know of how a text is narrowed: a moment of knowing, an outlet that there is not; and where it
    says what is not known (`bound`), the outlets that alone were searched, as the archive writes them. `unheld`:
    outlets whose words are asked for, and that there are not.
    """
    moment = phrasing.known_at(scope.known_at, archive.meta("arrivals_since"))
    held = outlets_named(archive, scope.named_outlets) if bound else []
    return (*moment, *no_outlet((*scope.named_outlets, *unheld), archive), *phrasing.searched(held))


def on_answer(
    understood: Understood,
    sentences: Sequence[Sentence],
    evidence: Sequence[Evidence],
    article: Callable[[str, int], Article],
) -> tuple[str, ...]:
    """All remarks on what an answer cites: what else the evidence says, of which time it is, whom it does not name."""
    told = remarks(sentences, evidence, article)
    return (*told, *elsewhen(understood, sentences, article), *unheard(understood.standalone, sentences, article))


def remarks(
    sentences: Sequence[Sentence], evidence: Sequence[Evidence], article: Callable[[str, int], Article]
) -> tuple[str, ...]:
    """What of the evidence says otherwise than a sentence tells, each once, also where another sentence tells that; not
    again by a near-copy of what is quoted.
    """
    places = [place for sentence in sentences for place in told_at(sentence)]
    found = differences(list(tellings(Gathered(tuple(evidence), article, {})))) if places else []
    both = {(one.one.text, one.other.text) for one in found if all(one.held(places))}
    held = (one for one in found if any(one.held(places)))
    return tuple(one.remark for one in held if all(one.held(places)) or (one.one.text, one.other.text) not in both)


def elsewhen(
    understood: Understood, sentences: Sequence[Sentence], article: Callable[[str, int], Article]
) -> tuple[str, ...]:
    """The remark that nothing cited is of the time that the question names: it only prefers, and hides nothing. What
    came out shortly after tells of it: after a day within a few, after a month within weeks.
    """
    since, until = understood.prefer or (None, None)
    cited = [one for sentence in sentences for one in sentence.citations]
    if understood.window_from != "question" or not since or not until or not cited:
        return ()
    for one in cited:
        day = day_of_speech(article(one.article_id, one.version), Span(one.start, one.end))
        if is_of((since, until), day, one.quote):
            return ()
    days = phrasing.period(date.fromisoformat(since), date.fromisoformat(until))
    return (f"{phrasing.ELSEWHEN} {days}.",)


def unheard(question: str, sentences: Sequence[Sentence], article: Callable[[str, int], Article]) -> tuple[str, ...]:
    """The remark on the names of a question that stand neither in what is told, nor where it is cited: the answer may
    be on others. Peoples are no names here: 'the Korean war'.
    """
    if question.isupper():
        return ()  # no capital tells a name
    told = [_told(one, cited, article) for one in sentences for cited in one.citations]
    asked = (one for one in names(fold(question)) if not one.office and one.text.lower() not in PEOPLES)
    missing = dict.fromkeys(one.text for one in asked if not any(_is_named(one, *each) for each in told))
    return (phrasing.unheard(list(missing)),) if missing and sentences else ()


def _told(said: Sentence, cited: Citation, article: Callable[[str, int], Article]) -> tuple[str, str]:
    """What is told of a place that is cited: the words, and in a report what stands shortly before them, the title,
    the outlet and the dateline, and who signs it; and its whole article, the outlet before all.
    """
    text = article(cited.article_id, cited.version).text
    near = 0 if is_transcript(text) else NEAR  # what others said before is no part of a reply
    before, line = text[max(0, cited.start - near) : cited.end], text[: behind_dateline(text)]
    last = "" if is_transcript(text) else text.rstrip().rpartition("\n")[2]
    signed = last if len(last) <= SIGNED else ""
    # No name goes on over a dash: 'Harbour Wire' is no given name of the one whom the next words begin with.
    told = " - ".join((said.text, cited.title, cited.source or "", line, signed, before))
    return told, f"{cited.source or ''} - {cited.title} - {text}"


def _is_named(name: Name, told: str, article: str) -> bool:
    """Whether words name somebody, of whose surname their article names no other alone."""
    plain, alone = replace(name, place=False), len(name.words) == 1 or bool(name.canonical)
    return all(holds(plain, known(fold(in_full(one)))) for one in ((told,) if alone else (told, article)))
