"""The chat model's server of a tab: its address, and whether it answers."""

import ipaddress
import socket
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st
from langchain_core.messages import HumanMessage

from assistant.chat_model import listen, make_chat_model
from assistant.chatting.failures import OPENAI
from assistant.deadline import Deadline
from assistant.settings import Settings
from corpus.errors import BriefingError, CallError
from corpus.reading.web.addresses import public
from ui.page import session
from ui.page.session import Preferences
from ui.safe import link, literal

PATIENCE = 20.0  # seconds until a server counts as not answering


def server_field(chosen: Preferences, server: Settings) -> None:
    """The field for the address; what is wrong with it is said, and the address of before stays."""
    given = st.text_input(
        "Server's address",
        chosen.server or "",
        key="settings-server",
        max_chars=400,
        placeholder=server.openai_base_url or OPENAI,
        help="A server that speaks OpenAI's protocol. Empty: the one that this page's server was set to.",
    ).strip()
    wrong = st.empty()
    try:
        chosen.server = _checked(given, server) if given else None
    except CallError as exc:
        wrong.warning(literal(str(exc)))


def try_it(chosen: Preferences, server: Settings) -> None:
    """A button that asks the model for one word, and says whether it came."""
    if not st.button("Try the connection", icon=":material/network_check:", key="settings-try"):
        return
    try:
        with st.spinner("Asking the model for a word …"):
            _first_word(chosen, replace(server, **session.changes(server, chosen)))
    except BriefingError as exc:
        st.error(literal(str(exc)), icon=":material/error:")
    else:
        st.success("The model answers.", icon=":material/check_circle:")


def _first_word(chosen: Preferences, settings: Settings) -> None:
    model = make_chat_model(chosen.writer or settings.writer, settings)
    pieces = listen(model, [HumanMessage("Say yes.")], deadline=Deadline.after(min(PATIENCE, settings.timeout)))
    try:
        next(iter(pieces), None)
    finally:
        pieces.close()  # type: ignore[attr-defined] # a generator


def _checked(given: str, server: Settings) -> str:
    """The address. Raises CallError for what is none, and where people elsewhere would reach into a private network."""
    address = link(given.rstrip("/"))
    if address is None:
        raise CallError("this is not a web address: use http:// or https://")
    if not (server.allow_private or _of_this_machine() or address == server.openai_base_url):
        try:
            found = socket.getaddrinfo(urlsplit(address).hostname, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise CallError("this server's name cannot be found: check the address") from None
        if not all(public(str(one[4][0])) for one in found):
            raise CallError("this address is of a private network: BRIEFING_ALLOW_PRIVATE=1 on the server allows it")
    return address


def _of_this_machine() -> bool:
    """Whether the page is served to this machine alone, and is asked from it."""
    names = str(st.get_option("server.address") or ""), urlsplit(st.context.url or "").hostname or ""
    return all(_loopback(one) for one in names)


def _loopback(name: str) -> bool:
    try:
        return name == "localhost" or ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
