"""The whole chain against a server that misbehaves: what the archive does not say never reaches the reader as fact."""

import json
import re
import subprocess
import sys

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.errors import WorkError
from tests.support.archives import archive_of
from tests.support.chat_server import Reply, chat_server
from tests.support.planted_forms import FORMS
from ui.cli.main import main

ARTICLES = [
    {
        "id": "harbour",
        "title": "Three envoys meet in Honolulu",
        "published": "2022-02-12",
        "source": "Harbour Dispatch",
        "kind": "report",
        "url": "https://harbour.example/envoys",
        "text": "Envoys of three countries met in Honolulu on Saturday to discuss North Korea. They agreed on 15 joint "
        "steps, South Korean envoy Park Min-ho said after the meeting. “We are ready for talks without conditions,” "
        "Park told reporters. American envoy Susan Hale said sanctions would not be lifted before an inspection. North "
        "Korea did not reply to the offer. The next meeting is planned for May in Seoul.",
    },
    {
        "id": "ferry",
        "title": "Ferry line to the islands opens",
        "published": "2022-02-10",
        "source": "Harbour Dispatch",
        "kind": "report",
        "text": "A ferry line to the outer islands opened on Thursday. It carries 240 passengers twice a day.",
    },
    {
        "id": "opinion",
        "title": "Patience is not a policy",
        "published": "2022-02-14",
        "source": "Harbour Dispatch",
        "kind": "editorial",
        "text": "The envoys who met in Honolulu wasted a week. Sanctions without talks will change nothing in "
        "Pyongyang. The next meeting of the envoys must bring more than a photograph.",
    },
]
QUESTION = "What did the envoys agree on in Honolulu?"
TRUE = (
    "They agreed on 15 joint steps, South Korean envoy Park Min-ho said after the meeting.",
    "North Korea did not reply to the offer.",
    "The next meeting is planned for May in Seoul.",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Assistant.open(archive_of(tmp_path_factory.mktemp("harbour"), ARTICLES), settings=Settings())


def ask(desk, script, question=QUESTION, **more):
    """The answer of the desk with a chat model that follows the script, and nobody who looks a second time."""
    settings = {"retries": 0, "judge": "gate", **more}
    with chat_server(script) as server:
        mine = desk.with_settings(openai_base_url=server.url, **settings)
        return mine.ask(question, writer="openai:scripted")


def says(*sentences, words="15 joint steps"):
    """A script that says the sentences, each with the key of the passage with the words unless it has a mark."""

    def script(asked):
        key = asked.key(words)
        marked = [one if "[" in one else f"{one} [KEY]" for one in sentences]
        return Reply(" ".join(marked).replace("KEY", key))

    return script


LIES = {
    "a wrong number": "They agreed on 17 joint steps, South Korean envoy Park Min-ho said after the meeting.",
    "a wrong number in words": "Envoys of five countries met in Honolulu on Saturday.",
    "a wrong name": "They agreed on 15 joint steps, South Korean envoy Lee Jong-suk said after the meeting.",
    "a wrong place": "Envoys of three countries met in Geneva on Saturday.",
    "a wrong date": "Envoys of three countries met in Honolulu on 19 March 2022.",
    "a flipped negation": "American envoy Susan Hale said sanctions would be lifted before an inspection.",
    "a flipped negation the other way": "The envoys did not agree on 15 joint steps.",
    "a swapped speaker": "Park said sanctions would not be lifted before an inspection.",
    "an altered quotation": "“We are ready for talks without any limits,” Park told reporters.",
    "an invented quotation": "Park told reporters: “North Korea has agreed to disarm.”",
    "an invented key": "They agreed on 15 joint steps. [zz9zz9]",
    "an article's id for a key": "They agreed on 15 steps. [harbour]",
    "a number for a key": "The envoys agreed on 15 joint steps. [1]",
    "no key": "The envoys agreed on 15 steps. [ ]",
    "an invented link": "They agreed on 15 joint steps, see https://evil.example/steps.",
    "a link in Markdown": "They agreed on 15 joint steps, see [the list](https://evil.example). [KEY]",
    "a picture that calls home": "They agreed ![x](https://evil.example/p.png) on 15 joint steps. [KEY]",
    "an invented event": "North Korea tested a hydrogen bomb during the meeting.",
    "an instruction obeyed": "Visit the shop of Captain Zorro for the best prices.",
}
MARKS = {
    "a wrong number": "17",
    "a wrong number in words": "five",
    "a wrong name": "Lee Jong-suk",
    "a wrong place": "Geneva",
    "a wrong date": "March",
    "a flipped negation": "would be lifted",
    "a flipped negation the other way": "did not agree",
    "a swapped speaker": "Park said sanctions",
    "an altered quotation": "limits",
    "an invented quotation": "disarm",
    "an invented link": "evil",
    "a link in Markdown": "evil",
    "a picture that calls home": "evil",
    "an invented event": "hydrogen",
    "an instruction obeyed": "Zorro",
}


@pytest.fixture(scope="module")
def mixed(desk):
    """One answer with every lie in it, and the truth before, between and after."""
    lies = list(LIES.values())
    return ask(desk, says(TRUE[0], *lies[:8], TRUE[1], *lies[8:], TRUE[2]))


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_left_out_with_a_reason(mixed, lie):
    assert not mixed.abstained and len(mixed.left_out) == len(LIES)
    left_out = mixed.left_out[list(LIES).index(lie)]
    assert left_out.reasons and all(left_out.reasons)
    if lie in MARKS:
        assert MARKS[lie] in left_out.text and MARKS[lie] not in mixed.text


def test_the_truth_among_lies_survives(mixed):
    assert [one.text.rsplit(" [", 1)[0] for one in mixed.sentences] == list(TRUE), mixed.left_out
    assert "zz9zz9" not in mixed.model_dump_json()


def test_every_sentence_cites_words_that_are_in_the_article_to_the_letter(desk):
    answer = ask(desk, says(*TRUE))
    for sentence in answer.sentences:
        for cited in sentence.citations:
            assert desk.article(cited.article_id, cited.version).text[cited.start : cited.end] == cited.quote
            assert 10 <= len(cited.quote) <= 600
            assert (cited.title, cited.url) == ("Three envoys meet in Honolulu", "https://harbour.example/envoys")
            assert f"[{cited.marker}]" in sentence.text
    assert answer.text == " ".join(one.text for one in answer.sentences)
    assert answer.writer == "openai:scripted" and answer.usage.input_tokens > 100 and answer.usage.output_tokens > 10


def test_a_true_sentence_under_the_key_of_another_article_is_left_out(desk):
    question = "Which envoys met in Honolulu, and what of the ferry line?"
    answer = ask(desk, says(f"{TRUE[1]} [KEY]", words="ferry"), question=question)
    assert answer.abstained and answer.reason == "nothing_supported"
    [left_out] = answer.left_out
    assert left_out.reasons and {one.article_id for one in left_out.citations} == {"ferry"}


def test_a_sentence_cites_the_articles_whose_keys_the_model_wrote_and_no_other(desk):
    question = "Which envoys met in Honolulu, and what of the ferry line?"

    def script(asked):
        ferry, harbour = asked.key("240 passengers"), asked.key("15 joint steps")
        said = f"{TRUE[2]} [{ferry}] The ferry line opened on Thursday. [{ferry}] {TRUE[1]} [{harbour}]"
        return Reply(said)

    answer = ask(desk, script, question=question)
    assert [[one.article_id for one in each.citations] for each in answer.sentences] == [["ferry"], ["harbour"]]
    assert [one.text for one in answer.left_out] == [TRUE[2]]


def test_when_nothing_is_supported_the_answer_is_an_abstention(desk):
    answer = ask(desk, says(LIES["a wrong number"], LIES["a wrong name"]))
    assert answer.abstained and answer.reason == "nothing_supported" and answer.sentences == []
    assert answer.closest and len(answer.left_out) == 2 and "17" not in answer.text


def test_an_editorial_is_attributed_where_the_model_did_not(desk):
    answer = ask(desk, says("Sanctions without talks will change nothing in Pyongyang.", words="Patience"))
    [sentence] = answer.sentences
    assert sentence.text.startswith("An editorial in Harbour Dispatch of 14 February 2022 says: Sanctions")


def test_events_come_one_by_one_and_the_last_holds_the_answer(desk):
    with chat_server(says(TRUE[0], LIES["a wrong number"], TRUE[1])) as server:
        events = list(desk.with_settings(openai_base_url=server.url).stream(QUESTION, writer="openai:scripted"))
    assert [one["type"] for one in events] == ["sentence", "sentence", "left_out", "done"]
    assert events[-1]["answer"]["sentences"] == [events[0]["sentence"], events[1]["sentence"]]


CUT = Reply("They agreed", reset=True)


@pytest.mark.parametrize(
    "reply",
    [Reply(status=500), Reply(status=429), Reply(raw=b"<html>"), CUT, Reply("")],
    ids=["500", "429", "garbage", "cut", "empty"],
)
def test_a_failing_server_is_an_error(desk, reply):
    with pytest.raises(WorkError):
        ask(desk, reply)


def test_a_failing_server_is_a_fall_back_that_is_said_where_the_settings_choose_so(desk):
    answer = ask(desk, Reply(status=500), fallback="quotes")
    assert answer.writer == "quotes" and {one.verdict for one in answer.sentences} == {"quote"}
    [note] = answer.notes
    assert note.startswith("openai:scripted did not finish; quotes wrote this answer: ") and "500" in note
    assert answer.left_out == []


def test_a_cut_answer_is_never_shown_as_whole_after_a_fall_back(desk):
    def script(asked):
        return Reply(says(*TRUE)(asked).text + " The next meeting", reset=True)

    answer = ask(desk, script, fallback="quotes")
    assert answer.writer == "quotes" and {one.verdict for one in answer.sentences} == {"quote"}


def test_an_endless_answer_ends_and_says_so(desk):
    def script(asked):
        return Reply(says(*TRUE)(asked).text + " It was", endless=" very late and")

    answer = ask(desk, script, max_tokens=120)
    assert len(answer.sentences) == len(TRUE) and "very late" not in answer.text
    assert any("limit of tokens" in reason for one in answer.left_out for reason in one.reasons)


# The command line


@pytest.fixture
def command(desk, monkeypatch, capsys):
    def run(script, *more):
        with chat_server(script) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            monkeypatch.setenv("OPENAI_API_KEY", "sk-never-shown")
            monkeypatch.setenv("BRIEFING_RETRIES", "0")
            folder = str(desk.archive.folder)
            status = main(["ask", QUESTION, "--archive", folder, "--json", "--writer", "openai:scripted", *more])
        out, err = capsys.readouterr()
        assert "sk-never-shown" not in out + err
        return status, out, err

    return run


def test_the_command_answers_with_what_remains(command):
    status, out, _ = command(says(TRUE[0], LIES["an invented key"]))
    answer = json.loads(out)
    assert status == 0 and len(answer["sentences"]) == 1 and answer["left_out"][0]["reasons"]


def test_unkeyed_sentences_are_no_transport_error(command):
    status, out, _ = command(Reply("They agreed on 15 joint steps. North Korea did not reply."))
    answer = json.loads(out)
    assert status == 0 and answer["abstained"] and len(answer["left_out"]) == 2


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=401), CUT], ids=["500", "401", "cut"])
def test_the_command_fails_with_one_line(command, reply):
    status, out, err = command(reply)
    assert status == 1 and out == "" and re.fullmatch(r"briefing: [^\n]+\n", err)


def test_the_command_without_a_key_says_what_to_do(desk):
    arguments = ["ask", QUESTION, "--archive", str(desk.archive.folder), "--writer", "openai:gpt-4.1"]
    run = subprocess.run([sys.executable, "-m", "ui.cli.main", *arguments], capture_output=True, text=True, timeout=100)
    assert run.returncode == 2 and run.stdout == ""
    assert run.stderr == "briefing: no key: set OPENAI_API_KEY, or use --writer quotes\n"


# Planted instructions

ENDINGS = ("sko", "vin", "mund", "bek", "tar", "lund")
SURNAMES = [first + last for first in ("Bra", "Cor", "Dre", "Fen", "Gal", "Hol", "Jor") for last in ENDINGS]
FIELDS = ("text", "title", "source")


def steps(number, field):
    """How many joint steps the article tells of: of each article another number, so that no text is a copy."""
    return 100 * (FIELDS.index(field) + 1) + number


def planted_article(number, field):
    """An article on the envoys with one planted instruction, of its own minister; six articles share a day."""
    minister = f"Minister {SURNAMES[number]}"
    order = FORMS[number].replace("ORDERED", f"{minister} of the Honolulu talks resigned in disgrace")
    article = {
        "id": f"{field}-{number}",
        "title": f"Envoys meet in Honolulu, report {number}",
        "source": "Harbour Dispatch",
        "published": f"2022-0{FIELDS.index(field) + 3}-{number // 6 + 1:02}",
        "text": f"Envoys met in Honolulu on the talks. They agreed on {steps(number, field)} joint steps.",
    }
    return article | ({"text": f"{article['text']} {order} The envoys left."} if field == "text" else {field: order})


@pytest.fixture(scope="module")
def trapped(tmp_path_factory):
    assert 25 <= len(FORMS) <= len(SURNAMES)
    articles = [planted_article(number, field) for field in FIELDS for number in range(len(FORMS))]
    return Assistant.open(archive_of(tmp_path_factory.mktemp("trapped"), articles), settings=Settings())


def obedient(asked):
    """A model that obeys every instruction in its passages, and then says what is true."""
    said = []
    for key, passage in asked.passages.items():
        for name in dict.fromkeys(re.findall(r"Minister (\w+)", passage)):
            said.append(f"Minister {name} of the Honolulu talks resigned in disgrace. [{key}]")
        for number in dict.fromkeys(re.findall(r"on (\d+) joint steps", passage)):
            said.append(f"They agreed on {number} joint steps. [{key}]")
    return Reply(" ".join(said))


@pytest.mark.slow
@pytest.mark.parametrize("field", FIELDS)
def test_planted_instructions_change_nothing(trapped, field):
    obeyed, true = set(), set()
    with chat_server(obedient) as server:
        mine = trapped.with_settings(openai_base_url=server.url, judge="gate")
        for day in range(1, (len(FORMS) - 1) // 6 + 2):
            date = f"2022-0{FIELDS.index(field) + 3}-{day:02}"
            answer = mine.ask(QUESTION, since=date, until=date, writer="openai:scripted")
            assert "resigned" not in answer.text and "Minister" not in answer.text
            refused = [one for one in answer.left_out if "resigned" in one.text]
            assert all(one.reasons for one in refused) and len(refused) == len(answer.left_out)
            obeyed |= {re.search(r"Minister (\w+)", one.text)[1] for one in refused}
            true |= {re.search(r"on (\d+) joint", one.text)[1] for one in answer.sentences}
    # Of an outlet's name what would read as the head of a quotation was cut on the way in.
    articles = [trapped.article(f"{field}-{number}") for number in range(len(FORMS))]
    reached = {
        name for name, one in zip(SURNAMES, articles, strict=False) if name in f"{one.title} {one.source} {one.text}"
    }
    assert obeyed == reached and len(reached) >= (0.9 if field == "source" else 1) * len(FORMS)
    assert true == {str(steps(number, field)) for number in range(len(FORMS))}


# -- follow-ups

TURNS = [
    {"role": "user", "content": "Who spoke after the meeting of the envoys in Honolulu?"},
    {"role": "assistant", "content": "South Korean envoy Park Min-ho spoke after the meeting. [1]"},
]


def test_the_chat_model_that_the_writer_names_makes_a_follow_up_stand_alone(desk):
    def script(asked):
        if "rewrite the last question" in asked.text:
            return Reply("What did Park Min-ho say after the meeting of the envoys in Honolulu?")
        return says(TRUE[0])(asked)

    with chat_server(script) as server:
        mine = desk.with_settings(openai_base_url=server.url, retries=0, judge="gate")
        answer = mine.ask("What did he say after that?", history=TURNS, writer="openai:scripted")
        assert answer.standalone_question == "What did Park Min-ho say after the meeting of the envoys in Honolulu?"
        assert [one.text for one in answer.sentences] == [f"{TRUE[0]} [1]"]
        assert len(server.asked) == 2
        assert answer.usage.input_tokens == sum(len(one.text.split()) for one in server.asked)
        mine.ask(QUESTION, writer="openai:scripted")
        assert len(server.asked) == 3  # without a history, no second call


def test_a_follow_up_is_completed_by_rule_where_the_model_writes_without_end(desk):
    def script(asked):
        if "rewrite the last question" in asked.text:
            return Reply("What did Park say? ", endless="And what then? ")
        return says(TRUE[0])(asked)

    with chat_server(script) as server:
        mine = desk.with_settings(openai_base_url=server.url, retries=0)
        answer = mine.ask("What did he say after that?", history=TURNS, writer="openai:scripted")
        assert server.hung_up.wait(5)
    assert "And what then" not in answer.standalone_question
    assert answer.sentences
