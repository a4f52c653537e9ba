"""A small archive, which the servers of these tests share."""

import pytest

from tests.support.page import make_archive


@pytest.fixture(scope="package")
def harbour(tmp_path_factory):
    """An archive of three invented articles."""
    return make_archive(tmp_path_factory.mktemp("doors"))
