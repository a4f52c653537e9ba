"""The words that the bundled embedder has in its vocabulary: common English words and known names, whole."""

from functools import cache
from typing import Any

from corpus.models.bundled import weights


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - tokenizers is untyped here
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(weights("bge_small_en") / "tokenizer.json"))


def is_common(word: str) -> bool:
    """Whether a word is in the vocabulary as a whole: a rare name and a mistyped word are not."""
    return _tokenizer().token_to_id(word.casefold()) is not None
