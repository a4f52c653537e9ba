"""Test prompts: know whether the desk got better."""

from assistant.evaluation.prompts import Prompt, read_prompts
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.runner import evaluate

__all__ = ["Prompt", "Report", "Result", "evaluate", "read_prompts"]
