"""The scripts that a page draws with are named in the head of its document, and are Streamlit's own."""

from pathlib import Path

import pytest
from streamlit import file_util

from tests.page.test_serve import asked, port  # noqa: F401 - a fixture
from ui.page import preload

SCRIPTS = Path(file_util.get_static_dir()) / "static" / "js"


@pytest.mark.parametrize("name", preload.OF)
def test_each_kind_of_widget_of_a_page_is_one_script_of_streamlit(name):
    for kind in (*preload.COMMON, *preload.OF[name]):
        assert len(list(SCRIPTS.glob(f"{kind}.????????.js"))) == 1, kind
    found = preload.scripts(name)
    assert all((SCRIPTS / one).is_file() for one in found) and len(found) > len(preload.COMMON)


def test_documents_of_pages_name_them_and_nothing_else_does(port):  # noqa: F811
    where = f"127.0.0.1:{port}"
    for path in ("/", "/library"):
        links = asked(port, path, Host=where)[1]["link"].split(", ")
        assert [one.split(">")[0].removeprefix("</static/js/") for one in links] == preload.scripts(path.strip("/"))
    for path in ("/no-page", "/_stcore/health", f"/static/js/{preload.scripts('')[0]}"):
        assert asked(port, path, Host=where)[1]["link"] is None
