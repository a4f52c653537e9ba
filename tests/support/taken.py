"""What comes of one thing that is read."""

from corpus.reading import read


def taken(path, **options):
    """The article of a file (None where it is refused), and what was told of it or why it is refused."""
    told = []

    def tell(source, line):
        told.append(line)

    made = list(read(path, reject=tell, remark=tell, **options))
    return (made[0] if made else None), told
