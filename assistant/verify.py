"""The gate by itself: `judge(sentence, quotes, known=())`."""

from assistant.gate.judge import Judgement, judge

__all__ = ["Judgement", "judge"]
