"""The writer that needs no key: the best sentences of the archive, quoted, attributed, dated."""

from collections.abc import Iterator, Sequence

from assistant.language.asides import is_aside
from assistant.language.outlets import named_in
from assistant.language.quotations import in_pairs
from assistant.language.topic import Topic
from assistant.question.answer_type import asked_type, holds_type, is_total, wants_opinions
from assistant.question.form import over_time
from assistant.question.pronouns import lacks_person, stands_alone
from assistant.question.window import NOW, of_now
from assistant.writers.base import Brief, Cited, Draft, Meter
from assistant.writers.excerpts import ANSWERED, ENOUGH, STOP, of_the_thing, of_the_time, pages, repeats
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import TURN, Line, Page
from assistant.writers.lines.ordered import in_order
from assistant.writers.lines.quoted import attribution, cost, derived, quotations
from corpus.search import ANSWERS

LEADS = 2  # sentences before one that does not stand alone
ON = 0.6  # share of a topic's words from which a passage is on it


class QuotesWriter:
    """Quotes the sentences that carry the answer: the direct answer first, each article's together and in its order."""

    name = "quotes"

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield the quotations of one article after the other, attributed and dated; of a course of things by date."""
        if not brief.read(brief.question):
            return
        found, best = pages(brief, (brief.question, *brief.parts))
        lines = sorted((line for page in found for line in page.lines if line.weight), key=lambda line: -line.weight)
        course = brief.form == "course" or over_time(brief.question)
        if brief.window:
            lines = of_the_time(brief, brief.window, lines)
            best = [line for line in best if line in lines] or lines[:1]
        lines = of_the_thing(brief.question, lines)
        best = [line for line in best if line in lines] or lines[:1]
        if not lines:
            return
        if total := _total(brief, lines):
            total.weight = lines[0].weight
            best, lines = [total, *best], sorted(lines, key=lambda line: (-line.weight, line is not total))
        chosen = _Choice(brief)
        if course and not brief.parts:
            _take_ends(chosen, lines)
        else:
            for line in best:
                chosen.take(line)
                if not line.asks and (after := line.page.after(line)) and brief.goes_on(after):
                    chosen.take(after)
        for line in _newest(brief, found, chosen.lines):
            chosen.take(line)
        told = _is_told(brief, lines, chosen.lines)
        for line in lines:
            if line.weight < STOP * lines[0].weight:
                break
            beside = told and all(one.page is not line.page for one in chosen.lines)
            if not beside or line.weight >= ANSWERED * lines[0].weight:
                chosen.take(line)
        chosen.close()
        present = brief.form == "yesno" or NOW.search(brief.question) is not None
        newest = present and of_now(brief.question, brief.as_of)
        yield from chosen.drafts(by_date=course or _of_no_answer(brief), opinion=_of_opinion(brief), newest=newest)


class _Choice:
    """Which sentences the answer quotes, within its budget of words."""

    def __init__(self, brief: Brief) -> None:
        self.lines: list[Line] = []
        self._taken: list[int] = []  # lines that were taken together; the first ones may take more than the share
        self._words, self._share, self._told = brief.words, brief.share, brief.told
        self._question, self._topic, self._own = brief.question, Topic(brief.question), brief.own

    def take(self, line: Line) -> bool:
        """Quote a line with those that it leans on, unless it repeats, stands alone in no way, or is too long; whether
        it is quoted.
        """
        if self._is_shown(line):
            return True
        needed = line.told_out
        while not self._whole(needed) and len(needed) <= LEADS:
            lead = needed[0].page.before(needed[0])
            if lead is None:
                return False
            needed.insert(0, lead)
        needed = _closed(needed)
        needed = self._led_in(self._asked(self._opened(self._naming(needed))))
        asked = " ".join(one.text for one in needed if one.asks)
        if asked and not any(one.question for one in needed) and not self._topic.is_touched(asked):
            return False  # a reply to a question on something else
        new = [one for one in needed if not self._is_shown(one)]
        if any(one.planted for one in new):
            return False
        said = any(repeats(one.text, (shown.text for shown in self.lines)) for one in new)
        if self._whole(needed) and not said and self._fits(new):
            self.lines += new
            self._taken.append(len(new))
            return True
        return False

    def close(self) -> None:
        """Quote what stands between two quoted lines of one speaker, where there is room: a reader would miss it."""
        for one in list(self.lines):
            match one.page.lines[one.number + 1 : one.number + 3]:
                case [between, after] if after in self.lines and after.page.before(after) is between:
                    other = self._own is not None and not self._own(between)
                    if between.page.before(between) is one and not is_aside(between.text) and not other:
                        self.take(between)

    def _naming(self, needed: list[Line]) -> list[Line]:
        """The lines with those before them that say who 'he' is, or what 'the accord' is, where only those do."""
        with_names = list(needed)
        while self._lacks_person(with_names):
            lead = with_names[0].page.before(with_names[0])
            if lead is None or len(with_names) > LEADS:
                return needed
            with_names.insert(0, lead)
        return with_names if self._whole(with_names) else needed

    def _opened(self, needed: list[Line]) -> list[Line]:
        """The lines with the few words that open their reply, where these say what is asked for: 'Not before 2027.'."""
        lead = needed[0].page.before(needed[0])
        if lead is None or lead.asks or lead.speaker is None or lead.fit or not asked_type(self._question):
            return needed
        opens = lead.number == 0 or lead.page.lines[lead.number - 1].asks
        return [lead, *needed] if opens and holds_type(self._question, lead.text) else needed

    def _asked(self, needed: list[Line]) -> list[Line]:
        """The lines with the reporter's question that they answer, where that carries what is asked for, or where they
        begin a reply that says little alone, and no word of what is asked.
        """
        first = needed[0]
        question = next((one.question for one in needed if one.question), None)
        shown = first in self.lines or first.page.before(first) in self.lines
        slight = first.slight and not self._topic.shares(first.text)[1]
        if shown or first.speaker is None or not (question or slight):
            return needed
        with_question, most = list(needed), TURN if question else LEADS + 1
        while with_question[0] is not question and (question or not with_question[0].asks):
            lead = with_question[0].page.before(with_question[0])
            if lead is None or len(with_question) > most:
                return needed
            with_question.insert(0, lead)
        told = self._whole(with_question) and self._fits(with_question)
        return with_question if slight or told else needed

    def _led_in(self, needed: list[Line]) -> list[Line]:
        """The lines with what the reporter said before he asked, where the question alone does not say on what."""
        led = list(needed)
        while led[0].asks and not self._topic.is_touched(" ".join(one.text for one in led if one.asks)):
            lead = led[0].page.before(led[0])
            if lead is None or not lead.asks or len(led) > len(needed) + LEADS:
                return needed
            led.insert(0, lead)
        return led

    def _fits(self, new: Sequence[Line]) -> bool:
        return cost([*self.lines, *new]) <= (self._share if self.lines else self._words)

    def _lacks_person(self, needed: Sequence[Line]) -> bool:
        first, told = needed[0], " ".join(one.text for one in needed)
        return first not in self.lines and (lacks_person(told) or first.points_back)

    def drafts(self, *, by_date: bool, opinion: bool, newest: bool = False) -> list[Draft]:
        """The quotations; what was taken last falls out where the days that are derived make them too long."""
        while True:
            groups = in_order(self.lines, by_date=by_date, opinion=opinion)
            drafts = [quotation(group) for group in (_newest_first(groups, opinion=opinion) if newest else groups)]
            most = self._share if len(self._taken) > 1 else self._words
            if len(self.lines) <= 1 or sum(len(one.text.split()) + len(one.spans) for one in drafts) <= most:
                return drafts
            del self.lines[-self._taken.pop() if len(self._taken) > 1 else -1 :]

    def _is_shown(self, line: Line) -> bool:
        """Whether it is quoted, here or before."""
        before = (one for one in self._told if one.evidence.article_id == line.page.article.id)
        return line in self.lines or any(one.start <= line.words.start and line.words.end <= one.end for one in before)

    def _whole(self, needed: Sequence[Line]) -> bool:
        alone = not needed[0].is_rest and stands_alone(" ".join(one.text for one in needed))
        return alone or self._is_shown(needed[0])


def _is_told(brief: Brief, lines: Sequence[Line], shown: Sequence[Line]) -> bool:
    """Whether a detail is told by what is quoted, the best line: it rather answers than not, and has what is asked. A
    number is not: another may be a later one.
    """
    detail = brief.form == "detail" and asked_type(brief.question) not in (None, "number") and not brief.parts
    best = max(shown, key=lambda line: line.weight, default=None)
    if not detail or best is None or best.weight < max(ANSWERED, lines[0].weight):
        return False
    return holds_type(brief.question, (best.question or best).text)


def _closed(needed: list[Line]) -> list[Line]:
    """The lines with those after them that close a quotation of the article's, where the last one leaves it open."""
    with_rest = list(needed)
    while not in_pairs(" ".join(one.text for one in with_rest)):
        rest = with_rest[-1].page.next(with_rest[-1])
        if rest is None or len(with_rest) >= len(needed) + LEADS:
            return needed
        with_rest.append(rest)
    return with_rest


def _take_ends(chosen: _Choice, lines: Sequence[Line]) -> None:
    """Quote both ends of a course: the line that answers best, and one that is good and far from it in time."""
    first = next((line for line in lines if chosen.take(line)), None)
    if first is None:
        return
    good = (line for line in lines if line.weight >= STOP * first.weight)
    far = {line: line.weight * abs((line.day - first.day).days) for line in good}
    next((line for line in sorted(far, key=lambda line: -far[line]) if far[line] and chosen.take(line)), None)


def _total(brief: Brief, lines: Sequence[Line]) -> Line | None:
    """Of the lines that answer how many there were in a year, the newest that counts the year so far."""
    yearly = brief.form == "count" and brief.window and (brief.window[0] or "").endswith("-01-01")
    good = (line for line in lines if line.weight >= ENOUGH * lines[0].weight and is_total(brief.question, line.text))
    return max(good, key=lambda line: line.day, default=None) if yearly else None


def _newest(brief: Brief, found: Sequence[Page], shown: Sequence[Line]) -> list[Line]:
    """Of a question on the present state, what the newest article on the matter tells: its sentence that says most of
    it, and the one that it begins with. Empty where that article is quoted already.
    """
    if not of_now(brief.question, brief.as_of):
        return []
    topic = Topic(brief.question)
    for one in sorted(brief.evidence, key=lambda one: (one.published, -one.rank), reverse=True):
        named, own = topic.shares(f"{one.title}. {one.text}")
        if named < 1 or own < ON:
            continue
        article = brief.article(one.article_id, one.version)
        read = (line for page in found if page.article == article for line in page.lines)
        inside = [line for line in read if one.start <= line.span.start < one.end]
        lines = [line for line in inside or lines_of(article, one) if line.fit]
        told = max(lines, key=lambda line: sum(topic.shares(line.text)), default=None)
        if told is None or not all(topic.shares(told.text)):
            continue
        if any(line.page.article.id == one.article_id for line in shown):
            return []
        return [told, *(line for line in lines[:1] if one.start == 0 and line.speaker is None and line is not told)]
    return []


def _of_no_answer(brief: Brief) -> bool:
    """Whether a list is asked for and nothing that was read answers: then no member of it comes before another."""
    return brief.form == "list" and all(one.answered <= ANSWERS for one in brief.read(brief.question))


def _of_opinion(brief: Brief) -> bool:
    """Whether the question asks for opinions, or for what an outlet says."""
    outlets = (one.source for one in brief.evidence if one.source)
    return wants_opinions(brief.question) or any(named_in(one, brief.question) for one in outlets)


def _newest_first(groups: Sequence[list[Line]], *, opinion: bool) -> list[list[Line]]:
    """The newest of those that answer before the others, what is told beside them behind; reports before opinions. A
    reporter's question stays before what replies to it.
    """
    told: list[list[list[Line]]] = []
    for group in groups:
        asked = told[-1][-1][-1] if told else None
        replies = asked is not None and asked.asks and asked.page is group[0].page
        told[-1:] = [[*told[-1], group]] if replies else [*told[-1:], [group]]
    worth = {id(each): max(line.weight for group in each for line in group) for each in told}
    answers = [each for each in told if worth[id(each)] >= ENOUGH * max(worth.values())]
    shown = sorted(answers, key=lambda each: each[0][0].day, reverse=True)
    shown += [each for each in told if each not in answers]
    if not opinion:
        shown.sort(key=lambda each: each[0][0].page.evidence.kind == "editorial")
    return [group for each in shown for group in each]


def quotation(group: Sequence[Line]) -> Draft:
    """Lines of one article and speaker as a draft: attributed, dated, to the letter, relative days resolved."""
    page, runs = group[0].page, quotations(group)
    quotes = [page.article.text[run[0].start : run[-1].end] for run in runs]
    who = attribution(page, group[0].speaker)
    days = derived(" ".join(quotes), group[0].headed, page.day)
    text = f"{who}: {' '.join(f'“{quote}”' for quote in quotes)}{days}"
    return Draft(text, tuple(Cited(page.evidence, *span) for run in runs for span in run), known=(who, days))
