"""Several archives on one page: chosen in the sidebar, each with its own conversations."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.desk.conversations import Conversations, Turn
from corpus.store.archive import Archive
from tests.support.page import new_tab, serving
from ui.cli.main import main
from ui.page import archives

APP = Path(__file__).resolve().parents[2] / "ui" / "page" / "app.py"
BROWSER = "b" * 32


@pytest.fixture
def tab(tmp_path, monkeypatch):
    """Opens a tab of one browser on a page over the archives `korea` and `japan`; empty, each with a conversation."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    folders = [tmp_path / "korea", tmp_path / "japan"]
    for folder in folders:
        Archive.open(folder, create=True)
        store = Conversations(folder)
        turn = Turn(question=f"What of {folder.name}?", asked=store.now(), status="done")
        store.add(store.new(f"browser:{BROWSER}"), turn)

    def opened(**address):
        at = AppTest.from_file(APP, default_timeout=90)
        at.session_state["browser"] = BROWSER
        for name, value in address.items():
            at.query_params[name] = value
        return at.run()

    monkeypatch.setenv("BRIEFING_ARCHIVE", str(folders[0]))
    archives.serve(folders)
    yield opened
    archives.serve([])
    st.cache_resource.clear()


def conversations(at):
    assert not at.exception
    return [one.label.strip("*") for one in at.button if one.key and one.key.startswith("open-")]


def test_the_sidebar_chooses_the_archive_and_each_has_its_own_conversations(tab):
    at = tab()
    assert conversations(at) == ["What of korea?"]
    next(one for one in at.button if one.key and one.key.startswith("open-")).click().run()
    assert at.query_params["c"] and at.query_params["archive"] == "korea"
    at.sidebar.selectbox[0].select("japan").run()
    assert conversations(at) == ["What of japan?"]
    assert at.query_params["archive"] == "japan" and "c" not in at.query_params
    assert at.session_state["browser"] == BROWSER


@pytest.mark.browser
def test_on_a_narrow_screen_the_sidebar_closes_when_another_archive_is_chosen(chromium, tmp_path):
    for name in ("korea", "japan"):
        Archive.open(tmp_path / name, create=True)
    with serving(tmp_path / "korea", flags=(str(tmp_path / "japan"),)) as address, new_tab(chromium, address) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_label("Archive").click()
        page.get_by_role("option", name="japan").click()
        page.wait_for_url("**archive=japan*")
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_the_address_names_the_archive_and_an_unknown_name_is_the_first(tab):
    assert conversations(tab(archive="japan")) == ["What of japan?"]
    assert conversations(tab(archive="../japan")) == ["What of korea?"]


def test_archives_have_the_names_of_their_folders_and_as_much_of_the_path_as_tells_them_apart(tmp_path):
    one, two, other = tmp_path / "a" / "press", tmp_path / "b" / "press", tmp_path / "korea"
    assert list(archives.named([one, other, one])) == ["press", "korea"]
    assert list(archives.named([one, two])) == ["a/press", "b/press"]


def test_a_folder_without_an_archive_among_several_is_one_line(tmp_path, capsys):
    Archive.open(tmp_path / "korea", create=True)
    assert main(["serve", str(tmp_path / "korea"), str(tmp_path / "jaapn")]) == 2
    assert "there is no archive in" in capsys.readouterr().err
