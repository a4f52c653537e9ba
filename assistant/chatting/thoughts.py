"""A chat model's thoughts, told by their marks and kept apart from its answer, in whatever pieces it comes."""

import re

_NAME = r"(?:think(?:ing)?|thoughts?|reasoning|reflection|analysis|scratchpad|monologue|seed:think)"
_BAR = "[|｜]"
_INSIDE = r"[^<>\n]{0,80}"
_OPENS = (
    rf"<{_NAME}(?:\s{_INSIDE})?>|◁{_NAME}▷|\[think(?:ing)?\]|<{_BAR}(?:(?:begin|start)[_▁](?:of[_▁])?)?{_NAME}{_BAR}>|"
    rf"<\|channel\|>(?:analysis|commentary){_INSIDE}<\|message\|>|<details\s{_INSIDE}>|<unused94>"
)
_CLOSES = (
    rf"</{_NAME}\s?>|◁/{_NAME}▷|\[/think(?:ing)?\]|<{_BAR}(?:end[_▁](?:of[_▁])?|/){_NAME}{_BAR}>|"
    rf"<\|channel\|>final{_INSIDE}<\|message\|>|</details>|<unused95>|(?-i:assistantfinal)"
)  # the last: of `<|start|>assistant<|channel|>final<|message|>`, where a server drops its template's tokens
_ANSWER = r"</?(?:answer|final_answer|final|response|solution|output)>"
# a template's own, which a server should have kept to itself
_TOKEN = rf"(?:<\|start\|>assistant|<{_BAR}[a-z_▁]{{1,30}}{_BAR}>)"
_MARK = re.compile(rf"(?P<opens>{_OPENS})|(?P<closes>{_CLOSES})|(?P<dropped>{_ANSWER}|{_TOKEN})", re.I)
_BEGUN = re.compile(
    r"<\|(?:channel|start)\|>[^<>\n]{0,90}(?:<[^<>\n]{0,12})?\Z|[<◁\[][^<>▷\]\n]{0,100}\Z|[a-z]{1,30}\Z"
)
_LONGEST = 200


class Thoughts:
    """Takes a model's words piece by piece, and gives those that are its answer.

    Marks are `<think>`, `[THINK]`, `◁think▷`, `<|channel|>analysis` and their like. `retracted` counts the closing
    marks that had no opening one (a template that opens the thoughts keeps that mark): what came before is thoughts.
    """

    def __init__(self) -> None:
        self._raw = ""
        self._thinking = False
        self.answer = ""
        """All words of the answer so far."""
        self.seen = False
        """Whether any mark of thoughts has come."""
        self.retracted = 0

    @property
    def thinking(self) -> bool:
        """Whether the model is in its thoughts."""
        return self._thinking

    def take(self, piece: str) -> str:
        """The words of the answer that this piece makes sure of. After a retraction, only those behind it."""
        self._raw += piece
        return self._read(self._settled())

    def rest(self) -> str:
        """The words that were held back, since a mark might have begun with them."""
        return self._read(len(self._raw))

    def _settled(self) -> int:
        """How much can be read: up to a mark that may only have begun."""
        begun = _BEGUN.search(self._raw, max(0, len(self._raw) - _LONGEST))
        return begun.start() if begun else len(self._raw)

    def _read(self, until: int) -> str:
        text, self._raw = self._raw[:until], self._raw[until:]
        answer: list[str] = []
        done = 0
        for mark in _MARK.finditer(text):
            if not self._thinking:
                answer.append(text[done : mark.start()])
            done = mark.end()
            self.seen = self.seen or not mark["dropped"]
            if mark["opens"]:
                self._thinking = True
            elif mark["closes"]:
                if not self._thinking and (self.answer + "".join(answer)).strip():
                    self.retracted += 1
                    self.answer, answer = "", []
                self._thinking = False
        if not self._thinking:
            answer.append(text[done:])
        said = "".join(answer)
        self.answer += said
        return said


def without_thoughts(text: str) -> str:
    """A whole answer without the thoughts in it."""
    thoughts = Thoughts()
    thoughts.take(text)
    thoughts.rest()
    return thoughts.answer
