"""Files that are made when they are asked for: one stays until its browser has it, whatever other tabs do meanwhile."""

from functools import partial
from types import SimpleNamespace

from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from ui.page.parts import downloads


def test_a_file_that_was_made_outlives_runs_of_other_tabs_and_all_but_the_last_ones_are_let_go(monkeypatch):
    storage = MemoryMediaFileStorage("/media")
    files = MediaFileManager(storage)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=files))

    def taken(text):
        make = partial(downloads._kept, lambda: text, "a.txt", "text/plain")
        held = files.add_deferred(make, mimetype="text/plain", coordinates="1", file_name="a.txt")
        return files.execute_deferred(held).rpartition("/")[2]

    first = taken(b"first")
    for _ in range(3):  # at the end of each run of a tab's script
        files.remove_orphaned_files()
    assert storage.get_file(first).content == b"first"
    names = [taken(f"{number}".encode()) for number in range(100)]
    for _ in range(3):
        files.remove_orphaned_files()
    kept = [one for one in (first, *names) if one.partition(".")[0] in storage._files_by_id]
    assert kept == names[-64:]
