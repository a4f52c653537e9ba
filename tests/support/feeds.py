"""Feeds and their pages as a news site serves them, written anew for each day of a test."""

import random
from html import escape

_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_HEAD = '<?xml version="1.0"?><rss version="2.0" ' + _CONTENT + "><channel><title>{title}</title>"


_PEOPLE = "Aarvik Brandt Castell Dufour Eriksen Farkas Galli Horvat Ivers Jansson Keller Lindqvist".split()
_TOLD = (
    "The {subject} was inspected by surveyors of the harbour office, who found {number} cracks in its northern wall.",
    "Minister {person} told reporters that the {subject} would cost {number} million crowns.",
    "Residents of {person} Street protested against plans for the {subject} and collected {number} signatures.",
    "Divers under Captain {person} raised {number} crates that had been lost beside the {subject} in the storm.",
    "An audit of the {subject} showed that {number} invoices of the builder {person} had been paid twice.",
    "The island council voted by {number} votes to lend the {subject} to the museum directed by {person}.",
    "Engineer {person} closed the {subject} to lorries heavier than {number} tonnes.",
    "A fire near the {subject} destroyed {number} sheds, and the fire brigade of {person} Bay put it out by noon.",
    "The court in {person} Town ordered the owner of the {subject} to pay {number} thousand crowns.",
    "Painters led by {person} used {number} litres of red paint on the {subject} over the weekend.",
    "Tourists photographed the {subject} from {number} boats that the {person} company had hired.",
    "Professor {person} dated the foundations of the {subject} to about {number} years before the town was founded.",
)


def text_of(subject: str, sentences: int = 4) -> str:
    """A text of some sentences on a subject that no other subject's text is like."""
    chance = random.Random(subject)
    return " ".join(
        told.format(subject=subject, person=chance.choice(_PEOPLE), number=chance.randint(12, 987))
        for told in chance.sample(_TOLD, sentences)
    )


def item(link: str, title: str, day: str | None, text: str = "") -> str:
    """An entry of a feed; without `text`, its text stands behind its link. `day`: `2026-11-02`, or none."""
    dated = f"<pubDate>{_rfc(day)}</pubDate>" if day else ""
    body = f"<content:encoded>{escape(text)}</content:encoded>" if text else ""
    return f"<item><title>{escape(title)}</title><link>{link}</link>{dated}{body}</item>"


def rss(title: str, *items: str) -> str:
    """A feed."""
    return _HEAD.format(title=escape(title)) + "".join(items) + "</channel></rss>"


def page(title: str, text: str, day: str | None) -> str:
    """A page of a newspaper."""
    dated = f'<meta property="article:published_time" content="{day}T08:00:00Z">' if day else ""
    body = "".join(f"<p>{escape(one)}.</p>" for one in text.rstrip(".").split(". "))
    return (
        f"<html><head><title>{escape(title)}</title>{dated}</head><body><article><h1>{escape(title)}</h1>{body}"
        "</article></body></html>"
    )


def _rfc(day: str) -> str:
    from datetime import datetime

    return datetime.fromisoformat(f"{day}T07:00:00+00:00").strftime("%a, %d %b %Y %H:%M:%S +0000")
