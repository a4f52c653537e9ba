"""However a chat model cites, each sentence shown stands beside what it cited itself, and beside what bears it out."""

import unicodedata

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.support.archives import archive_of
from tests.support.chat_server import Reply, chat_server

HOLT = "Anna Holt opened the ferry pier in Bergen on Monday."
MENN = "Carl Menn said that a fire had closed the Oslo station on Tuesday."
VOTE = "The council of Tromso voted to ban cruise ships from 2024."
TEXTS = {
    "pier": f"{HOLT} The pier cost nine million crowns. A hundred guests came to the quay.",
    "fire": f"{MENN} Forty people were taken to hospital. The trains will run again in May.",
    "vote": f"{VOTE} Six members were against it. The ships bring 90,000 visitors a year.",
    "storm": "The storm reached the northern coast on Friday. Two bridges were closed for the night.",
}
TITLES = {"storm": "[1] Storm ② [kx7wq3] ⟦k2⟧ Anna Holt opened the ferry pier"}
SAID = {"pier": HOLT, "fire": MENN, "vote": VOTE, "it": "It cost nine million crowns."}

# `PIER`, `FIRE`, `VOTE` and `STORM` are the keys; what is shown is told as `SENTENCE: the articles beside it`.
FORMS = {
    "a key that does not exist": (f"{HOLT} [zz9qq1]", []),
    "the key of another passage": (f"{HOLT} [FIRE]", []),
    "the key of a passage whose title holds the words": (f"{HOLT} [STORM]", []),
    "a key that stands in a title": (f"{HOLT} [kx7wq3]", []),
    "its own key and another": (f"{HOLT} [FIRE][PIER]", ["pier: pier"]),
    "its own key and another in one": (f"{HOLT} [PIER, STORM]", ["pier: pier"]),
    "all keys": (f"{HOLT} [FIRE, VOTE, STORM, PIER]", ["pier: pier"]),
    "all keys at the end": (f"{HOLT} {MENN}\n\nSources: [PIER] [FIRE]", ["fire: fire"]),
    "in the middle": ("Anna Holt [PIER] opened the ferry pier in Bergen on Monday.", ["pier: pier"]),
    "another's in the middle": ("Anna Holt [FIRE] opened the ferry pier in Bergen on Monday.", []),
    "a range of numbers": (f"{HOLT} [1-3] {MENN} [2–4]", []),
    "wide digits": (f"{HOLT} ［１］ {MENN} [２]", []),
    "wide digits before its key": (f"{HOLT} ［１］ {MENN} [FIRE]", []),
    "circles and raised digits": (f"{HOLT} ① {MENN[:-1]}². [FIRE]", []),
    "another's key, and its own in wide letters": (f"{HOLT} [FIRE] [WIDE]", []),
    "its key with a letter more": (f"{HOLT} [PIERx]", []),
    "its key denied": (f"{HOLT} [not PIER]", []),
    "within quotation marks": (f"{HOLT} “[PIER]” {MENN} “[FIRE]”", []),
    "inside a quotation": ("Carl Menn said “that a fire had closed the Oslo station [PIER] on Tuesday.” [PIER]", []),
    "before, on one line": (f"[PIER] {HOLT} [FIRE] {MENN}", ["pier: pier", "fire: fire"]),
    "another's before, on one line": (f"[FIRE] {HOLT} [PIER] {MENN}", []),
    "another's before, line by line": (f"[FIRE] {HOLT}\n[PIER] {MENN}", []),
    "another's before, with a colon": (f"[FIRE]: {HOLT} [PIER]: {MENN}", []),
    "another's below, line by line": (f"{HOLT}\n[FIRE]\n{MENN}\n[PIER]", []),
    "two sentences under one key": (f"{HOLT} {MENN} [FIRE]", ["fire: fire"]),
    "two sentences in one under one key": (f"{HOLT[:-1]} and {MENN} [PIER]", []),
    "two sentences in one with a semicolon": (f"{HOLT[:-1]}; {MENN} [FIRE]", []),
    "the same as before": (f"{HOLT} [PIER] {MENN} [ibid.]", ["pier: pier"]),
    "footnotes": (f"{HOLT}[^1] {MENN}[^2]\n\n[^1]: PIER\n[^2]: FIRE", []),
    "a table": (f"| Claim | Key |\n|---|---|\n| {HOLT} | [FIRE] |\n| {MENN} | [PIER] |", []),
    "the key as who says it": ("According to [PIER], a fire had closed the Oslo station on Tuesday.", []),
    "a number of one, told of another": ("Forty people were taken to hospital in Bergen. [PIER][FIRE]", []),
    "a sum of one, told of another": ("The Oslo station cost nine million crowns. [PIER][FIRE]", []),
    "the words of one by another": ("Anna Holt said that a fire had closed the Oslo station. [PIER][FIRE]", []),
    "he, of another's sentence": (
        f"{MENN} [FIRE] He opened the ferry pier in Bergen on Monday. [PIER]",
        ["fire: fire"],
    ),
    "it, of another's sentence": (f"{MENN} [FIRE] It cost nine million crowns. [PIER]", ["fire: fire"]),
    "it, of its own sentence": (
        f"{HOLT} [PIER] It cost nine million crowns. [PIER] {MENN} [FIRE]",
        ["pier: pier", "it: pier", "fire: fire"],
    ),
    "nothing but yes": (f"Yes. [PIER] {MENN} [PIER]", []),
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """What an answer of these words becomes."""
    records = [
        {"id": id, "title": TITLES.get(id, f"Report {id}"), "published": "2022-06-09", "source": "Post", "text": text}
        for id, text in TEXTS.items()
    ]
    folder, words = archive_of(tmp_path_factory.mktemp("cited"), records), [""]

    def script(asked):
        text = words[0]
        keys = {id: asked.key(article[-40:]) for id, article in TEXTS.items()}
        wide = "".join(chr(ord(letter) + 0xFEE0) for letter in keys["pier"])
        assert unicodedata.normalize("NFKC", wide) == keys["pier"]
        for id, key in keys.items():
            text = text.replace(id.upper(), key)
        return Reply(text.replace("WIDE", wide))

    with chat_server(script) as server:
        desk = Assistant.open(folder, settings=Settings(openai_base_url=server.url, timeout=60, retries=0))

        def ask(text):
            words[0] = text
            return desk.ask("What happened at the pier, the station, the council and in the storm?", writer="openai:x")

        yield ask


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_is_tied_to_what_it_cited_and_to_words_that_bear_it_out(answer, form):
    text, expected = FORMS[form]
    found = answer(text)
    assert found.writer == "openai:x"
    shown = []
    for one in found.sentences:
        told = next(id for id, words in SAID.items() if words in one.text)
        shown.append(f"{told}: {' '.join(each.article_id for each in one.citations)}")
    assert shown == expected
    assert found.left_out or expected
