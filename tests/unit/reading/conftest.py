"""What several tests of reading share."""

import pytest

from corpus.reading import read


@pytest.fixture
def take(tmp_path):
    """Read a file of that name: its articles, why others are refused, and what is told."""

    def run(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        refused, told = [], []
        tell = {"reject": lambda _, reason: refused.append(reason), "remark": lambda _, line: told.append(line)}
        return list(read(path, **tell, **options)), refused, told

    return run


@pytest.fixture
def read_one(tmp_path):
    """Write one source, read it, and give its articles and the rejections as (name without folder, reason)."""

    def run(name, data, **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        rejected = []
        articles = list(read(path, reject=lambda source, reason: rejected.append((source, reason)), **options))
        return articles, [(source.removeprefix(f"{tmp_path}/"), reason) for source, reason in rejected]

    return run
