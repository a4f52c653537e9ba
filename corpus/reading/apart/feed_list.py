"""Lists of feeds (OPML), as feed readers export and import them."""

from corpus.errors import Rejected
from corpus.reading.apart.files.xml import local, root_of

MOST = 2_000


def feed_list(data: bytes) -> list[tuple[str, str]]:
    """The title and address of each feed, in order, each address once. Raises Rejected for what is no OPML."""
    root = root_of(data)
    if local(root).lower() != "opml":
        raise Rejected("is no list of feeds (OPML)")
    found: dict[str, str] = {}
    for one in root.iter():
        if local(one).lower() != "outline":
            continue
        said = {name.lower(): " ".join(value.split()) for name, value in one.attrib.items()}
        if address := said.get("xmlurl"):
            found.setdefault(address[:2_000], (said.get("title") or said.get("text") or "")[:300])
    if len(found) > MOST:
        raise Rejected(f"is a list of more than {MOST:,} feeds; split it")
    return [(title, address) for address, title in found.items()]
