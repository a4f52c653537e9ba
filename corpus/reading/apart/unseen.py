"""What of a page no browser shows: marked as hidden, or hidden by its own style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Characters and rules of a page's own style that are read: docs/decisions/017-hostile-inputs.md.
_LONGEST_SHEET = 1_000_000
_MOST_RULES = 5_000
_MOST_OF_ONE = 100  # rules about one class, id or tag
_LONGEST_VALUE = 2_000
_DEEPEST = 20  # blocks around a rule
_NEVER_SHOWN = ("script", "style", "head", "noscript", "template")
# One element's own names: 'p', '.note', 'p.note#first'. Longer selectors say where it stands too.
_NAMES = re.compile(r"[A-Za-z0-9_.#*-]{1,200}")
_NAME = re.compile(r"[.#]?[A-Za-z_*-][A-Za-z0-9_-]{0,99}")
_ZERO = re.compile(r"[+-]?0{1,9}(?:\.0{0,9})?(?:px|r?em|%|pt|ex|vw|vh)?")
_FAR = re.compile(r"-[0-9]{4,9}(?:\.[0-9]{1,9})?(?:px|pt)?|-[0-9]{2,9}r?em")
_EDGES = ("left", "top", "right", "text-indent", "margin-left")
_MOVED = ("absolute", "fixed")
_COLOURS = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}
# What decides whether something is seen; rules about other things are not kept.
_TELLING = frozenset(
    ("display", "visibility", "opacity", "max-height", "mso-hide", "font-size", "font", "position", "color",
     "background", "background-color", "animation", "animation-name", *_EDGES)
)  # fmt: skip


class Unseen:
    """Tells what a tree's own marks and style sheets hide; made once for each tree."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml has no types
        self._rules: dict[str, list[tuple[tuple[int, ...], frozenset[str], dict[str, str]]]] = {}
        left, order = _LONGEST_SHEET, 0
        for sheet in tree.iter("style"):
            text, media = sheet.text or "", (sheet.get("media") or "all").lower()
            always = media in ("all", "screen") and next(sheet.iterancestors("noscript"), None) is None
            for selector, declared in _rules(text[:left]) if media != "print" else ():
                # Where a rule holds for some widths or places alone, only what it shows is believed.
                if not (always and selector.always) and (_hidden_by(declared) or _set_again(declared)):
                    continue
                key = min(selector.names, key=lambda name: (name[0] not in ".#", name))
                beside = self._rules.setdefault(key, [])
                if order < _MOST_RULES and len(beside) < _MOST_OF_ONE:
                    order += 1
                    beside.append(((*_weight(selector.names), order), selector.names, declared))
            left = max(0, left - len(text))

    def __call__(self, node: Any) -> bool:  # noqa: ANN401
        """Whether an element, and all in it, is not shown."""
        if node.tag in _NEVER_SHOWN or node.get("hidden") is not None:
            return True
        if node.tag in ("html", "body"):  # a page that shows itself once all of it has come
            return False
        if (node.get("aria-hidden") or "").strip().lower() == "true":
            return True
        style = self._style(node)
        if _hidden_by(style):
            return True
        # Mails set the size 0 around columns, and another one in each of them.
        return bool(doubt := _set_again(style)) and not any(
            self._style(one).keys() & doubt for one in node.iterdescendants() if isinstance(one.tag, str)
        )

    def _style(self, node: Any) -> dict[str, str]:  # noqa: ANN401
        """What the page's style and the element's own say of it, the stronger over the weaker."""
        own = _declarations((node.get("style") or "")[:_LONGEST_VALUE])
        if not self._rules:
            return own
        names = {str(node.tag), "*"} | {f".{name}" for name in (node.get("class") or "")[:_LONGEST_VALUE].split()}
        names |= {f"#{node.get('id')}"} if node.get("id") else set()
        holding = [rule for name in names for rule in self._rules.get(name, ()) if rule[1] <= names]
        style: dict[str, str] = {}
        for _, _, declared in sorted(holding, key=lambda rule: rule[0]):
            style |= declared
        return style | own


def without_unseen(tree: Any) -> None:  # noqa: ANN401
    """Take out of a parsed page what no browser shows; its head, scripts and styles stay for those who read them."""
    unseen = Unseen(tree)
    body = tree.find("body")
    hidden = [
        node
        for node in (tree if body is None else body).iterdescendants()
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "head") and unseen(node)
    ]
    for node in hidden:
        node.drop_tree()


@dataclass(slots=True, frozen=True)
class _Selector:
    """The names that an element must have; `always`: whether it is met wherever one with these names stands."""

    names: frozenset[str]
    always: bool


def _selector(written: str, *, always: bool) -> _Selector | None:
    """One selector; None for one that asks for more than names, as a pointer above the element."""
    parts = re.split(r"[\s>+~]+", written.strip())
    if ":" in written or "[" in written or not _NAMES.fullmatch(parts[-1]):
        return None
    names = frozenset(name if name[0] in ".#" else name.lower() for name in _NAME.findall(parts[-1]))
    return _Selector(names, always and len(parts) == 1) if names else None


def _rules(sheet: str) -> Iterator[tuple[_Selector, dict[str, str]]]:
    """The rules of a style sheet that tell whether something is seen, each with one selector."""
    around: list[str] = []
    text = ""
    for piece in re.split(r"([{}])", _without_comments(sheet)):
        if piece == "{":
            if len(around) >= _DEEPEST:
                return
            around.append(text.rpartition(";")[2].strip()[:_LONGEST_VALUE])
        elif piece == "}" and around:
            named = around.pop()
            places = [one for one in around if one]
            if named.startswith("@") or any("print" in one or "keyframes" in one for one in places):
                continue
            told = {name: value for name, value in _declarations(text).items() if name in _TELLING}
            for one in named.split(",") if told and all(place.startswith("@") for place in places) else ():
                if selector := _selector(one[:_LONGEST_VALUE], always=not places):
                    yield selector, told
        elif piece not in ("{", "}"):
            text = piece


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    at = 0
    while (begins := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:begins])
        if (ends := sheet.find("*/", begins + 2)) < 0:
            return "".join(kept)
        at = ends + 2
    return "".join(kept) + sheet[at:]


def _declarations(written: str) -> dict[str, str]:
    """What a style sets, in lower case: name and value."""
    pairs = (one.partition(":") for one in written.lower().split(";"))
    return {name.strip(): value.partition("!")[0].strip() for name, _, value in pairs if value.strip()}


def _hidden_by(style: dict[str, str]) -> bool:
    """Whether a style hides an element with all that it holds."""
    if (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or _ZERO.fullmatch(style.get("max-height", "1"))
    ):
        return True
    if style.get("visibility") in ("hidden", "collapse") or _ZERO.fullmatch(style.get("opacity", "1")):
        return not style.keys() & {"animation", "animation-name"}  # it may fade in
    far = [name for name in _EDGES if _FAR.fullmatch(style.get(name, ""))]
    return bool(far) and ("text-indent" in far or style.get("position") in _MOVED)


def _set_again(style: dict[str, str]) -> frozenset[str]:
    """What hides an element's own text, but not that of what it holds where it is set there again; none for neither."""
    if _ZERO.fullmatch(style.get("font-size", "1")):
        return frozenset(("font-size", "font"))
    ground = style.get("background-color") or style.get("background") or ""
    colour = style.get("color", "")
    if colour.startswith(("#", "rgb(", *_COLOURS)) and _COLOURS.get(colour, colour) == _COLOURS.get(ground, ground):
        return frozenset(("color",))
    return frozenset()


def _weight(names: frozenset[str]) -> tuple[int, int, int]:
    """How strong a selector is: its ids, its classes, its tags."""
    ids, classes = sum(name[0] == "#" for name in names), sum(name[0] == "." for name in names)
    return ids, classes, len(names) - ids - classes
