"""What comes of one thing that is read."""

from corpus.reading import read


def taken(path, **options):
    """The article of a file (None where it is refused), and what was told of it or why it is refused."""
    told = []

    def tell(source, line):
        told.append(line)

    made = list(read(path, reject=tell, remark=tell, **options))
    return (made[0] if made else None), told


def only(taken):
    """The one article, where nothing is refused."""
    (article,), rejected = taken
    assert rejected == []
    return article


def refused(taken):
    """Why it is refused, in one line."""
    articles, ((_, reason),) = taken
    assert articles == []
    assert "\n" not in reason
    return reason
