"""The Streamlit entry: what all pages have in common, and the way between them.

The pages lie in `views`: a folder called `pages` would be run by Streamlit by itself, page by page, without this file.
"""

from pathlib import Path

import streamlit as st

from ui.page import address as place
from ui.page import session as desk
from ui.page.parts.bridge import bridge
from ui.page.views import chat, evaluation, library, settings, timeline

st.set_page_config(
    page_title="Briefing",
    page_icon=str(Path(__file__).with_name("icon.png")),
    layout="wide",
    initial_sidebar_state="auto",
)
st.html(Path(__file__).with_name("style.css"))
pages = [
    st.Page(chat.page, title="Ask", icon=":material/forum:", url_path="ask", default=True),
    st.Page(library.page, title="Library", icon=":material/library_books:", url_path="library"),
    st.Page(timeline.page, title="Timeline", icon=":material/timeline:", url_path="timeline"),
    st.Page(evaluation.page, title="Evaluation", icon=":material/fact_check:", url_path="evaluation"),
    st.Page(settings.page, title="Settings", icon=":material/tune:", url_path="settings"),
]
st.navigation(pages, position="top").run()
bridge(place.follow, scroll=place.scroll(), browser=desk.browser())
