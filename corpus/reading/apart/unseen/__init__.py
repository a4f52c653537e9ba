"""What of a page its own marks and style hide from whoever looks at it."""

import re
from collections.abc import Set
from typing import Any

from corpus.reading.apart.unseen.sheets import FADING, Sheets, Style, own_style

_NEVER_SHOWN = ("script", "style", "head", "noscript", "template")
_NO_TEXT = ("script", "style", "head")
_ZERO = re.compile(r"[+-]?0{1,9}(?:\.0{0,9})?(?:px|r?em|%|pt|ex|vw|vh)?")
_FAR = re.compile(r"-[0-9]{4,9}(?:\.[0-9]{1,9})?(?:px|pt)?|-[0-9]{2,9}r?em")
_EDGES = ("left", "top", "right", "text-indent", "margin-left")
_MOVED = ("absolute", "fixed")
_COLOURS = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}


class Unseen:
    """Tells what a tree's own marks and style sheets hide; made once for each tree."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml has no types
        self._sheets = Sheets(tree, _hides)

    def __call__(self, node: Any) -> bool:  # noqa: ANN401
        """Whether an element, and all in it, is hidden; False where that is in doubt."""
        if node.tag in _NEVER_SHOWN:
            return True
        if node.tag in ("html", "body"):  # a page that shows itself once all of it has come
            return False
        if node.get("hidden", "until-found").strip().lower() != "until-found":  # that is shown to who looks for it
            return True
        style = self._sheets.style(node)
        if _hidden_by(style):
            return True
        # Mails set the size 0 around columns, and another one in each of them.
        again = _set_again(style)
        return bool(again) and not any(self._sheets.style(one).keys() & again for one in node.iterdescendants("*"))


def without_unseen(tree: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Take out of a parsed page what its marks and style hide; scripts and styles stay for those who read them.

    Where that were more than half of its words, all of them are kept and shown, and a remark that says so is given:
    such a page shows itself by a script, or in a way that is not understood here.
    """
    # A dialog sets this on all behind it, for those who listen; trafilatura leaves out what has it.
    for node in tree.iter("main", "article", "section", "div", "p"):
        if node.get("aria-hidden") and next(node.iter("p"), None) is not None:
            del node.attrib["aria-hidden"]
    body = tree.find("body")
    top = tree if body is None else body
    hidden = _hidden(top, Unseen(tree))
    if 2 * sum(map(_words, hidden)) > _words(top):
        _show(tree)
        return ("its marks or style hide more than half of its words: all of them are kept",)
    for node in hidden:
        node.drop_tree()
    return ()


def _hidden(top: Any, unseen: Unseen) -> list[Any]:  # noqa: ANN401
    """The elements that are hidden, each with all in it; the others lose a style of their own that would hide them."""
    hidden, waiting = [], [top]
    while waiting:
        node = waiting.pop()
        if node.tag in _NO_TEXT:
            continue
        if unseen(node):
            hidden.append(node)
            continue
        if _hides(own_style(node)):
            del node.attrib["style"]  # the page's style is stronger; trafilatura looks at this one alone
        waiting += node.iterchildren("*", reversed=True)
    return hidden


def _words(top: Any) -> int:  # noqa: ANN401
    """How many words stand in an element."""
    texts = [node.text for node in top.iter("*") if node.tag not in _NO_TEXT]
    texts += [node.tail for node in top.iterdescendants("*")]
    return sum(len((text or "").split()) for text in texts)


def _show(tree: Any) -> None:  # noqa: ANN401
    """Take the marks and styles that hide something out of a page, for the parsers that look at them too."""
    for node in list(tree.iter("style")):
        node.drop_tree()
    for node in tree.iter("*"):
        node.attrib.pop("hidden", None)
        node.attrib.pop("style", None)
        node.tag = "div" if node.tag in ("noscript", "template") else node.tag


def _hides(style: Style) -> bool:
    return _hidden_by(style) or bool(_set_again(style))


def _hidden_by(style: Style) -> bool:
    """Whether a style hides an element with all that it holds."""
    if any(name.startswith(FADING) for name in style):  # it may come in
        return False
    told = {name: value for name, (_, value) in style.items()}
    if (
        told.get("display") == "none"
        or told.get("mso-hide") == "all"
        or told.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.fullmatch(told.get(name, "1")) for name in ("max-height", "opacity"))
    ):
        return True
    far = [name for name in _EDGES if _FAR.fullmatch(told.get(name, ""))]
    return bool(far) and ("text-indent" in far or told.get("position") in _MOVED)


def _set_again(style: Style) -> Set[str]:
    """What hides an element's own text, but not that of what it holds where it is set there again; none for neither."""
    told = {name: value for name, (_, value) in style.items()}
    if _ZERO.fullmatch(told.get("font-size", "1")):
        return {"font-size", "font"}
    colour = told.get("color", "")
    grounds = {_COLOURS.get(value, value) for name, value in told.items() if name.startswith("background")}
    hidden = colour.startswith(("#", "rgb(", *_COLOURS)) and grounds == {_COLOURS.get(colour, colour)}
    return {"color"} if hidden else set()
