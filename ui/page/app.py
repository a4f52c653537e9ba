"""The Streamlit entry: what all pages have in common, and the way between them.

The pages lie in `views`: a folder called `pages` would be run by Streamlit by itself, page by page, without this file.
"""

from pathlib import Path

import streamlit as st

from ui.page import address as place
from ui.page import archives
from ui.page.parts.bridge import bridge, early
from ui.page.parts.palette import keys_and_ways
from ui.page.views import briefing, chat, evaluation, library, settings, timeline, today

st.set_page_config(
    page_title="Briefing",
    page_icon=str(Path(__file__).with_name("icon.png")),
    layout="wide",
    initial_sidebar_state="auto",
)
# Not the style alone: Streamlit would keep that where its toasts are, and the next toast of a fragment would end it.
st.html(f"<i hidden></i><style>{Path(__file__).with_name('style.css').read_text('utf-8')}</style>")
early()
pages = [
    st.Page(chat.page, title="Ask", icon=":material/forum:", url_path="ask", default=True),
    st.Page(today.page, title="Today", icon=":material/today:", url_path="today"),
    st.Page(briefing.page, title="Briefing", icon=":material/article:", url_path="briefing"),
    st.Page(library.page, title="Library", icon=":material/library_books:", url_path="library"),
    st.Page(timeline.page, title="Timeline", icon=":material/timeline:", url_path="timeline"),
    st.Page(evaluation.page, title="Evaluation", icon=":material/fact_check:", url_path="evaluation"),
    st.Page(settings.page, title="Settings", icon=":material/tune:", url_path="settings"),
]
shown = st.navigation(pages, position="top")
archives.arrive()
archives.chooser()
keys_and_ways(pages)
shown.run()
if shown.title not in ("Ask", "Briefing", "Timeline"):  # these have it in what a click on a marker draws again
    bridge(scroll=place.scroll())
