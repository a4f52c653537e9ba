"""One kind of check of the gate, run by itself over a sentence and its cited texts."""

from assistant.gate.align import align
from assistant.gate.cited_text import Source
from assistant.gate.claims import Kind, extract
from assistant.gate.fault import Fault
from assistant.gate.judge import CHECKS
from assistant.gate.said import read


def faults(kind: Kind, sentence: str, *texts: str, known: tuple[str, ...] = ()) -> list[Fault]:
    """What the checks of one kind of claim find."""
    source = Source.of(texts, known)
    claims = [claim for claim in extract(read(sentence, texts)) if claim.kind == kind]
    return [fault for one in align(claims, source) for check in CHECKS[kind] for fault in check(one, source)]


def words(sentence: str, fault: Fault) -> str:
    """The words of the sentence at which a fault stands."""
    return sentence[fault.span.start : fault.span.end]
