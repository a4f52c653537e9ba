"""YAML as front matter and prompt files need it: PyYAML's safe loader, bounded in depth, values and numbers."""

from typing import Any

import yaml

DEEPEST = 50
LONGEST_NUMBER = (
    100  # characters; YAML's numbers to the base of 60 take the square of theirs, and JSON refuses 4,300 digits
)


class BoundedLoader(yaml.SafeLoader):
    """The safe loader without merge keys, which copy what they name once more at each level.

    A value that an alias names counts each time. Raises a YAMLError, with the place, for what is out of bounds.
    """

    most_values = 10_000

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0
        self._values = 0
        self._sizes: dict[int, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 - PyYAML's own
        """One value with all that it holds."""
        alias, before = self.check_event(yaml.AliasEvent), self._values
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        self._depth += 1
        if self._depth > DEEPEST:
            raise yaml.composer.ComposerError(None, None, f"it is nested more than {DEEPEST} deep", mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        # What is not finished yet holds itself.
        self._values += self._sizes.get(id(node), self.most_values) if alias else 1
        self._sizes[id(node)] = self._values - before
        if self._values > self.most_values:
            raise yaml.composer.ComposerError(None, None, f"it names more than {self.most_values:,} values", mark)
        found: yaml.Node | None = node
        return found

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse merge keys."""
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, "merge keys (<<) are not read", key.start_mark)
        super().flatten_mapping(node)

    def number(self, node: yaml.ScalarNode) -> int | float:
        """A number that can be written out again."""
        if len(node.value) > LONGEST_NUMBER:
            what = f"a number is longer than {LONGEST_NUMBER} characters"
            raise yaml.constructor.ConstructorError(None, None, what, node.start_mark)
        whole = node.tag == "tag:yaml.org,2002:int"
        return self.construct_yaml_int(node) if whole else self.construct_yaml_float(node)


for _tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
    BoundedLoader.add_constructor(_tag, BoundedLoader.number)
