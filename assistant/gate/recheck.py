"""A sentence that was shown or left out, judged again from its citations alone."""

from assistant.answer import LeftOut, Sentence
from assistant.gate.held import Articles, held_again
from assistant.gate.judge import Judgement, weigh
from assistant.language.times.derived import derived_days


def recheck(sentence: Sentence | LeftOut, article: Articles) -> Judgement:
    """What the gate makes of a sentence that was shown or left out, from its citations alone.

    Raises CallError where the archive has no such article.
    """
    text, known = sentence.text, []
    for one in sentence.citations:
        text = text.replace(f"[{one.marker}]", "")
        known += [each.meaning for each in derived_days(one.quote, one.published)]
    return weigh(text.strip(), held_again(sentence.citations, article), known)
