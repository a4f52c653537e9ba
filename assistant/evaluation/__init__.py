"""Test prompts: know whether the desk got better."""

from assistant.evaluation.prompts import Prompt, read_prompts
from assistant.evaluation.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.running import evaluate

__all__ = ["Prompt", "Report", "Result", "evaluate", "read_prompts"]
