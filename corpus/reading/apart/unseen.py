"""What of a page its own marks and style hide from whoever looks at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What is read of a page's own style; of one with more nothing is believed: docs/decisions/017-hostile-inputs.md.
_LONGEST_SHEET = 1_000_000
_MOST_RULES = 5_000
_MOST_LOOKS = 500_000  # rules held against elements
_LONGEST_VALUE = 2_000
_DEEPEST = 20  # blocks around a rule
_NEVER_SHOWN = ("script", "style", "head", "noscript", "template")
_NO_TEXT = ("script", "style", "head")
# One element's own names: 'p', '.note', 'p.note#first'.
_NAMES = re.compile(r"[A-Za-z0-9_.#*-]{1,200}")
_NAME = re.compile(r"[.#]?[A-Za-z_*-][A-Za-z0-9_-]{0,99}")
# What a selector asks for besides names, brackets taken out: '.note:not', '.note[open]'.
_INNERMOST = re.compile(r"\([^()]{0,200}\)?")
_ASKED = re.compile(r"\[[^\]]{0,200}\]?|:[A-Za-z-]{1,40}")
_BESIDE = re.compile(r"::|:(?:before|after|first-l)")  # of what is put beside an element or of its first letter
_ZERO = re.compile(r"[+-]?0{1,9}(?:\.0{0,9})?(?:px|r?em|%|pt|ex|vw|vh)?")
_FAR = re.compile(r"-[0-9]{4,9}(?:\.[0-9]{1,9})?(?:px|pt)?|-[0-9]{2,9}r?em")
_EDGES = ("left", "top", "right", "text-indent", "margin-left")
_MOVED = ("absolute", "fixed")
_COLOURS = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}
_FADING = ("animation", "transition")
_UNKNOWN = "?"


@dataclass(slots=True, frozen=True)
class _Value:
    """What is set, and how strong that is: important, of the element's own style, ids, classes, tags, its place."""

    value: str
    weight: tuple[int, ...]


@dataclass(slots=True, frozen=True)
class _Rule:
    """The names that an element must have; `always`: whether the rule holds wherever one with these names stands."""

    names: frozenset[str]
    tags: frozenset[str]
    always: bool
    hides: bool
    told: dict[str, _Value]


@dataclass(slots=True, frozen=True)
class _Block:
    """The selectors in front of a block of a style sheet, and what it sets; `always`: on every screen."""

    selectors: str
    told: dict[str, _Value]
    always: bool
    hides: bool


class Unseen:
    """Tells what a tree's own marks and style sheets hide; made once for each tree."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml has no types
        self._looks = 0
        self._known: dict[tuple[str, ...], dict[str, _Value]] = {}
        blocks = [block for block in _blocks_of(tree) if block.always or not block.hides]
        # A rule about what nothing hides by shows nothing: only the others are held against elements.
        telling = {name for block in blocks if block.hides for name in block.told}
        for written in {node.get("style") for node in tree.iter() if isinstance(node.tag, str) and node.get("style")}:
            own = _plain(_declarations(written[:_LONGEST_VALUE]))
            telling |= own.keys() if _hides(own) else set()
        self._rules = _by_name(blocks, telling) if telling else {}

    def __call__(self, node: Any) -> bool:  # noqa: ANN401
        """Whether an element, and all in it, is hidden; False where that is in doubt."""
        if node.tag in _NEVER_SHOWN:
            return True
        if node.tag in ("html", "body"):  # a page that shows itself once all of it has come
            return False
        if node.get("hidden", "until-found").strip().lower() != "until-found":  # that is shown to who looks for it
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
        own = _declarations((node.get("style") or "")[:_LONGEST_VALUE], own=1)
        if not self._rules:
            return _plain(own)
        named = (str(node.tag), node.get("id") or "", (node.get("class") or "")[:_LONGEST_VALUE])
        if named not in self._known:
            self._known[named] = self._of_sheets(*named)
        return _plain(_stronger(self._known[named], own))

    def _of_sheets(self, tag: str, own_id: str, classes: str) -> dict[str, _Value]:
        """What the rules set for elements with these names; what may hold and shows something is taken to hold."""
        names = {tag, "*", *(f".{name}" for name in classes.split()), *([f"#{own_id}"] if own_id else ())}
        style: dict[str, _Value] = {}
        for rule in (rule for name in names for rule in self._rules.get(name, ())):
            self._looks += 1
            if self._looks > _MOST_LOOKS:
                self._rules = {}
                return {}
            if rule.always and rule.names <= names:
                style = _stronger(style, rule.told)
            elif not rule.hides and rule.tags <= names:
                style = _stronger(style, {name: _Value(_UNKNOWN, one.weight) for name, one in rule.told.items()})
        return style


def without_unseen(tree: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Take out of a parsed page what its marks and style hide; scripts and styles stay for those who read them.

    Where that were more than half of its words, all of them are kept and shown, and a remark that says so is given:
    such a page shows itself by a script, or in a way that is not understood here.
    """
    from lxml import etree

    unseen = Unseen(tree)
    body = tree.find("body")
    # A dialog sets this on all behind it, for those who listen; trafilatura leaves out what has it.
    for node in tree.iter("main", "article", "section", "div", "p"):
        if node.get("aria-hidden") and next(node.iter("p"), None) is not None:
            del node.attrib["aria-hidden"]
    hidden: list[Any] = []
    covered, words = [False], {True: 0, False: 0}
    for event, node in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        if event == "end":
            covered.pop()
        elif covered[-1] or node.tag in _NO_TEXT:
            covered.append(True)
        else:
            covered.append(unseen(node))
            hidden += [node] * covered[-1]
            if not covered[-1] and _hides(_plain(_declarations((node.get("style") or "")[:_LONGEST_VALUE]))):
                del node.attrib["style"]  # the page's style is stronger; trafilatura looks at this one alone
        text = node.tail if event == "end" else node.text if node.tag not in _NO_TEXT else ""
        words[covered[-1]] += len((text or "").split())
    if words[True] <= words[False]:
        for node in hidden:
            node.drop_tree()
        return ()
    _show(tree)
    return ("its marks or style hide more than half of its words: all of them are kept",)


def _show(tree: Any) -> None:  # noqa: ANN401
    """Take the marks and styles that hide something out of a page, for the parsers that look at them too."""
    for node in list(tree.iter("style")):
        node.drop_tree()
    for node in tree.iter():
        if isinstance(node.tag, str):
            node.attrib.pop("hidden", None)
            node.attrib.pop("style", None)
            node.tag = "div" if node.tag in ("noscript", "template") else node.tag


def _by_name(blocks: list[_Block], telling: set[str]) -> dict[str, list[_Rule]]:
    """The rules that hide something, or show what others hide, by the names that they are about; none of too many."""
    rules: dict[str, list[_Rule]] = {}
    number = 0
    for block in blocks:
        told = {name: one for name, one in block.told.items() if name in telling or name.startswith(_FADING)}
        seen = set[str]()
        for written in block.selectors.split(",") if told else ():
            if written in seen or not (rule := _rule(written[:_LONGEST_VALUE], told, block, number)):
                continue
            seen.add(written)
            number += 1
            if number > _MOST_RULES:
                return {}
            for name in {name for name in rule.names if name[0] in ".#"} or rule.tags:
                rules.setdefault(name, []).append(rule)
    return rules


def _rule(written: str, told: dict[str, _Value], block: _Block, number: int) -> _Rule | None:
    """The rule of one selector; None where its names are not known, or where it may hide something, or may not."""
    if _BESIDE.search(written):
        return None
    asked = written.strip()
    for _ in range(_DEEPEST if "(" in asked else 0):
        asked = _INNERMOST.sub("", asked)
    bare = _ASKED.sub("", asked)
    parts = re.split(r"[\s>+~]+", bare.strip())
    if not _NAMES.fullmatch(parts[-1]):
        return None
    names = frozenset(name if name[0] in ".#" else name.lower() for name in _NAME.findall(parts[-1]))
    always = block.always and len(parts) == 1 and bare == written.strip()
    if not names or (block.hides and not always):
        return None
    ids, classes = written.count("#"), len(re.findall(r"[.:\[]", written))
    tags = frozenset(name for name in names if name[0] not in ".#")
    weight = (ids, classes, len(tags) if always else len(parts), number)
    own = {name: _Value(one.value, (*one.weight[:2], *weight)) for name, one in told.items()}
    return _Rule(names, tags - {"*"} if len(names) > 1 else tags, always, block.hides, own)


def _blocks_of(tree: Any) -> Iterator[_Block]:  # noqa: ANN401
    """The blocks of a page's style sheets; none where they are too long."""
    sheets = [sheet for sheet in tree.iter("style") if (sheet.get("media") or "").lower() != "print"]
    if sum(len(sheet.text or "") for sheet in sheets) > _LONGEST_SHEET:
        return
    for sheet in sheets:
        screens = (sheet.get("media") or "all").lower() in ("all", "screen")
        yield from _blocks(sheet.text or "", always=screens and next(sheet.iterancestors("noscript"), None) is None)


def _blocks(sheet: str, *, always: bool) -> Iterator[_Block]:
    """The blocks of a style sheet that set something; of what stands in other blocks those for a kind of screen."""
    around: list[str] = []
    text = ""
    for piece in re.split(r"([{}])", _without_comments(sheet)):
        if piece == "{":
            if len(around) >= _DEEPEST:
                return
            around.append(text.rpartition(";")[2].strip())
        elif piece == "}" and around:
            named = around.pop()
            places = [one[:_LONGEST_VALUE] for one in around if one]
            if named.startswith("@") or any("print" in one or "keyframes" in one for one in places):
                continue
            if all(place.startswith("@") for place in places) and (told := _declarations(text)):
                yield _Block(named, told, always and not places, _hides(_plain(told)))
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


def _declarations(written: str, *, own: int = 0) -> dict[str, _Value]:
    """What a style sets, in lower case; `own`: 1 for the style of an element itself."""
    told: dict[str, _Value] = {}
    for one in written.lower().split(";"):
        name, _, value = one.partition(":")
        set_to, _, important = value.partition("!")
        weight = (int("important" in important), own)
        if value.strip() and not (name.strip() in told and told[name.strip()].weight > weight):
            told[name.strip()] = _Value(set_to.strip(), weight)
    return told


def _stronger(style: dict[str, _Value], other: dict[str, _Value]) -> dict[str, _Value]:
    """Both, and of what both set the stronger; of two as strong the other's."""
    return style | {name: one for name, one in other.items() if name not in style or one.weight >= style[name].weight}


def _plain(style: dict[str, _Value]) -> dict[str, str]:
    return {name: one.value for name, one in style.items()}


def _hides(style: dict[str, str]) -> bool:
    return _hidden_by(style) or bool(_set_again(style))


def _hidden_by(style: dict[str, str]) -> bool:
    """Whether a style hides an element with all that it holds."""
    if any(name.startswith(_FADING) for name in style):  # it may come in
        return False
    if (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or _ZERO.fullmatch(style.get("max-height", "1"))
        or style.get("visibility") in ("hidden", "collapse")
        or _ZERO.fullmatch(style.get("opacity", "1"))
    ):
        return True
    far = [name for name in _EDGES if _FAR.fullmatch(style.get(name, ""))]
    return bool(far) and ("text-indent" in far or style.get("position") in _MOVED)


def _set_again(style: dict[str, str]) -> frozenset[str]:
    """What hides an element's own text, but not that of what it holds where it is set there again; none for neither."""
    if _ZERO.fullmatch(style.get("font-size", "1")):
        return frozenset(("font-size", "font"))
    colour = style.get("color", "")
    grounds = {_COLOURS.get(value, value) for name, value in style.items() if name.startswith("background")}
    if colour.startswith(("#", "rgb(", *_COLOURS)) and grounds == {_COLOURS.get(colour, colour)}:
        return frozenset(("color",))
    return frozenset()
