"""What several tests of reading share."""

import pytest

from corpus.reading import read


@pytest.fixture
def take(tmp_path):
    """Read a file of that name: its articles, why others are refused, and what is told."""

    def run(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        refused, told = [], []
        made = read(path, reject=lambda _, reason: refused.append(reason), remark=lambda _, line: told.append(line))
        return list(made), refused, told

    return run
