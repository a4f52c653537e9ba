"""Articles written for the tests of the archive: each has words that no other has, so that it can be found by them."""

import json
import random
from pathlib import Path

_PLACES = "harbour orchard viaduct quarry museum lagoon foundry granary lighthouse observatory".split()
_PEOPLE = "curator welder pilot botanist archivist surveyor baker carpenter diver mason".split()
_DEEDS = "repaired painted measured photographed opened inspected emptied numbered described closed".split()
_SYLLABLES = "ba ke lo mi nu ra so ti vu ze".split()


def word(number: int) -> str:
    """A word that belongs to one number alone."""
    return "q" + "".join(_SYLLABLES[int(digit)] for digit in f"{number:04d}") + "x"


def record(number: int, **changed: object) -> dict[str, object]:
    """One article as a line of JSON Lines; the same number gives the same article."""
    chance = random.Random(number)
    day = f"2022-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    sentences = [
        f"The {chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} the {chance.choice(_PLACES)} near "
        f"{word(number).title()}."
        for _ in range(chance.randint(3, 9))
    ]
    title = f"News of the {chance.choice(_PLACES)} at {word(number).title()}"
    made = {"id": f"t-{number}", "title": title, "text": " ".join(sentences), "published": day, "source": "Test Wire"}
    return made | changed


def write(path: Path, records: list[dict[str, object]]) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


class Counting:
    """The real embedder, counting the texts that it is given."""

    def __init__(self, real) -> None:
        self.real, self.texts, self.name = real, 0, real.name

    def embed(self, texts):
        self.texts += len(texts)
        return self.real.embed(texts)

    def embed_query(self, text):
        return self.real.embed_query(text)
