"""The support model: reads a sentence with the texts that it cites, and says how likely all of it is said there."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from corpus.models.pair_model import WEIGHTS, PairModel, trained

# The model was trained on pairs of at most 288 tokens, of claims of at most 1,200 characters.
LENGTH, CLAIM = 288, 1200
TOGETHER = 4  # sentences that are told apart by what each gets


class SupportModel:
    """Reads sentences with their premises; safe to share between threads. Raises WorkError as `PairModel` does."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = PairModel(partial(trained, "support", folder), length=LENGTH, together=TOGETHER)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The logit of each (sentence, premise): above nought, it is likelier than not that the premise says it all."""
        found = [0.0] * len(pairs)
        for at, _, outputs in self._model.read([(claim[:CLAIM], premise) for claim, premise in pairs]):
            found[at] = float(outputs[0])
        return found


@cache
def support_model() -> SupportModel:
    """The model that comes with the package."""
    return SupportModel()
