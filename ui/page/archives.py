"""The archives that this page serves, by the names of their folders, and which of them a tab is in."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.settings import Settings
from ui.safe import cut

_served: dict[str, Path] = {}  # of this process; empty where the settings name the only one


def serve(folders: Sequence[Path]) -> None:
    """From now on, serve these; the first is where a new tab begins."""
    _served.clear()
    _served.update(named(folders))


def named(folders: Sequence[Path]) -> dict[str, Path]:
    """The folders by their names, each with as much of its path as tells all of them apart."""
    whole = list(dict.fromkeys(one.absolute() for one in folders))
    for parts in range(1, 1 + max((len(one.parts) for one in whole), default=0)):
        names = ["/".join(one.parts[-parts:]) for one in whole]
        if len(set(names)) == len(whole):
            return dict(zip(names, whole, strict=True))
    return {}


def all_of_them() -> dict[str, Path]:
    """Whatever is served, by name."""
    return _served or named([Settings.from_env().archive])


def here() -> Path:
    """The folder of the archive that this tab is in."""
    served = all_of_them()
    return served.get(st.session_state.get("archive", ""), next(iter(served.values())))


def arrive() -> None:
    """Be in the archive of the address, or in the one that this tab was in before; the address then names it."""
    if len(_served) < 2:
        return
    was = st.session_state.get("archive")
    name = st.query_params.get("archive") or was
    if name not in _served:
        name = next(iter(_served))
    if was is not None and was != name:
        _leave()
    st.session_state.archive = name
    if st.query_params.get("archive") != name:
        st.query_params["archive"] = name


def chooser() -> None:
    """The archives in the sidebar, where there are several."""
    if len(_served) > 1:
        name = st.session_state.archive
        key = f"archive-of-{name}"  # a choice of its own for each: what is chosen is then where it begins
        st.sidebar.selectbox(
            "Archive",
            list(_served),
            list(_served).index(name),
            lambda one: cut(one, 60),
            key,
            on_change=_go,
            args=(key,),
        )


def _go(key: str) -> None:
    name = st.session_state[key]
    _leave()
    st.session_state.archive = name
    st.query_params.clear()
    st.query_params["archive"] = name


def _leave() -> None:
    """Forget what this tab has open and chosen, which is of the archive that it leaves; not whose browser it is, nor
    which of its presses are done.
    """
    kept = {name: st.session_state[name] for name in ("browser", "done") if name in st.session_state}
    st.session_state.clear()
    st.session_state.update(kept)
