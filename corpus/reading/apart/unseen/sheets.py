"""What a page's style sheets and an element's own style set for it, where they can be believed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from typing import Any, NamedTuple

# What is read of a page's own style; of one with more nothing is believed: docs/decisions/017-hostile-inputs.md.
_LONGEST_SHEET = 1_000_000
_MOST_RULES = 5_000
_MOST_LOOKS = 500_000  # rules held against elements
_LONGEST_VALUE = 2_000
_DEEPEST = 20  # blocks around a rule
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Of an element's own names one: those of 'p.note#first' are 'p', '.note' and '#first'.
_NAME = re.compile(r"[.#]?[A-Za-z_*-][A-Za-z0-9_-]{0,99}")
# What a selector asks for besides names: '.note:not(.old)', '.note[open]'; not what is put beside an element.
_ASKED = re.compile(r"\([^()]{0,200}\)*|\[[^\]]{0,200}\]?|:(?!before|after|first-l)[A-Za-z-]{1,40}")
FADING = ("animation", "transition")
_UNKNOWN = "?"
Style = dict[str, tuple[bool, str]]  # by name: whether it is important, and what is set


class _Block(NamedTuple):
    """The selectors in front of a block of a style sheet, and what it sets; `always`: on every screen."""

    selectors: str
    style: Style
    always: bool
    hides: bool


class _Rule(NamedTuple):
    """What is set for an element with all of the names; and for one that has their tags, and may have the rest.

    `about`: names of which each such element has one.
    """

    about: Set[str]
    weight: tuple[int, int, int]
    names: Set[str]
    tags: Set[str]
    style: Style
    doubt: Style


class Sheets:
    """What a tree's style sheets and the elements' own styles set; of the sheets what hides something, or shows it."""

    def __init__(self, tree: Any, hides: Callable[[Style], bool]) -> None:  # noqa: ANN401 - lxml has no types
        self._looks = 0
        self._known: dict[tuple[str, ...], Style] = {}
        blocks = [block for block in _blocks_of(tree, hides) if block.always or not block.hides]
        # A rule about what nothing hides by shows nothing: only the others are held against elements.
        hiding = [block.style for block in blocks if block.hides]
        hiding += [own for node in tree.iter("*") if hides(own := own_style(node))]
        self._rules = _rules(blocks, set().union(*hiding))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, rule in enumerate(self._rules):
            for name in rule.about:
                self._places[name].append(place)

    def style(self, node: Any) -> Style:  # noqa: ANN401
        """What is set for an element."""
        if self._looks > _MOST_LOOKS:
            return own_style(node)
        named = (str(node.tag), node.get("id") or "", (node.get("class") or "")[:_LONGEST_VALUE])
        if named not in self._known:
            self._known[named] = self._of_sheets(*named)
        return _under(self._known[named], own_style(node))

    def _of_sheets(self, tag: str, own_id: str, classes: str) -> Style:
        """What the rules set for elements with these names; what may hold and shows something is taken to hold."""
        names = {tag, "*", f"#{own_id}", *(f".{name}" for name in classes.split())}
        places = {place for name in names for place in self._places.get(name, ())}
        self._looks += len(places)
        style: Style = {}
        for place in sorted(places) if self._looks <= _MOST_LOOKS else ():
            rule = self._rules[place]
            if rule.tags <= names:
                style = _under(style, rule.style if rule.names <= names else rule.doubt)
        return style


def own_style(node: Any) -> Style:  # noqa: ANN401
    """What the style of an element itself sets."""
    return _declarations((node.get("style") or "")[:_LONGEST_VALUE])


def _rules(blocks: list[_Block], telling: set[str]) -> list[_Rule]:
    """The rules that set one of these things, the weaker first; none of too many."""
    rules: list[_Rule] = []
    for block in blocks if telling else ():
        style = {name: one for name, one in block.style.items() if name in telling or name.startswith(FADING)}
        for written in dict.fromkeys(block.selectors.split(",")) if style else ():
            if rule := _rule(written[:_LONGEST_VALUE].strip(), style, block):
                rules.append(rule)
            if len(rules) > _MOST_RULES:
                return []
    return sorted(rules, key=lambda rule: rule.weight)


def _rule(written: str, style: Style, block: _Block) -> _Rule | None:
    """The rule of one selector; None where its names are not known, or where it may hide something, or may not."""
    bare = _ASKED.sub("", written).strip()
    *above, last = re.split(r"[\s>+~]+", bare)
    found = _NAME.findall(last)
    names = {name if name[0] in ".#" else name.lower() for name in found}
    tags = {name for name in names if name[0] not in ".#"}
    always = block.always and last == written
    if ":" in bare or not found or "".join(found) != last or (block.hides and not always):
        return None
    weight = (written.count("#"), len(re.findall(r"[.:\[]", written)), len(tags) if always else len(above) + 1)
    doubt = {} if block.hides else {name: (important, _UNKNOWN) for name, (important, _) in style.items()}
    about = names - tags or names
    return _Rule(about, weight, names, tags, style, doubt) if always else _Rule(about, weight, tags, tags, doubt, doubt)


def _blocks_of(tree: Any, hides: Callable[[Style], bool]) -> Iterator[_Block]:  # noqa: ANN401
    """The blocks of a page's style sheets; none where they are too long."""
    sheets = [sheet for sheet in tree.iter("style") if (sheet.get("media") or "").lower() != "print"]
    if sum(len(sheet.text or "") for sheet in sheets) > _LONGEST_SHEET:
        return
    for sheet in sheets:
        screens = (sheet.get("media") or "all").lower() in ("all", "screen")
        always = screens and next(sheet.iterancestors("noscript"), None) is None
        for selectors, style, bare in _blocks(sheet.text or ""):
            yield _Block(selectors, style, always and bare, hides(style))


def _blocks(sheet: str) -> Iterator[tuple[str, Style, bool]]:
    """Selectors, what is set, and whether that stands in no other block; of those in others those for a screen."""
    around: list[str] = []
    text = ""
    for piece in re.split(r"([{}])", _COMMENT.sub("", sheet)):
        if piece == "{":
            if len(around) >= _DEEPEST:
                return
            around.append(text.rpartition(";")[2].strip())
        elif piece == "}" and around:
            named = around.pop()
            places = [one[:_LONGEST_VALUE] for one in around if one]
            if named.startswith("@") or any("print" in one or "keyframes" in one for one in places):
                continue
            if all(place.startswith("@") for place in places) and (style := _declarations(text)):
                yield named, style, not places
        elif piece not in ("{", "}"):
            text = piece


def _declarations(written: str) -> Style:
    """What the words of a style set, in lower case."""
    style: Style = {}
    for one in written.lower().split(";"):
        name, _, value = (part.strip() for part in one.partition(":"))
        set_to, _, important = value.partition("!")
        new = ("important" in important, set_to.strip())
        if value and new[0] >= style.get(name, new)[0]:
            style[name] = new
    return style


def _under(style: Style, other: Style) -> Style:
    """Both, where the other goes before, but for what is important."""
    return style | {name: one for name, one in other.items() if one[0] >= style.get(name, one)[0]}
