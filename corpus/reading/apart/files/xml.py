"""XML of strangers, parsed without its entities, its DTD and any address in it."""

from typing import Any

from corpus.errors import Rejected

LARGEST = 30_000_000
_MOST_TAGS = 400_000


def root_of(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element; raises Rejected for what is no XML, is too large, or declares entities of its own."""
    from lxml import etree

    if len(data) > LARGEST or data.count(b"<") > _MOST_TAGS:
        raise Rejected(f"is XML of more than {LARGEST // 1_000_000} MB or {_MOST_TAGS:,} tags")
    if b"<!ENTITY" in data:
        raise Rejected("is XML that declares entities of its own, which are not followed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise Rejected(f"is XML that cannot be read: {type(error).__name__}") from error


def local(element: Any) -> str:  # noqa: ANN401
    """The name of an element without its namespace; '' for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
