"""The MCP server, asked by the SDK's own client over both transports."""

import os
import sys
from pathlib import Path

import jsonschema
import pytest

from assistant.settings import Settings
from tests.support import loops
from tests.support.servers import command
from ui.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
FERRY = "When will the ferry to Gull Island resume?"
CALLS = {
    "ask": {"question": FERRY},
    "brief": {"request": "the ferry to Gull Island", "words": 100},
    "search": {"query": "ferry", "k": 2},
    "article": {"id": "ferry"},
    "judge": {"sentence": "It opens in May.", "quotes": ["It opens in June."]},
    "status": {},
}


@pytest.fixture(params=["stdio", "http"])
def transport(request, harbour):
    """What a client connects to."""
    from mcp import StdioServerParameters

    if request.param == "http":
        with command(harbour, "mcp", "--http", ready="/mcp", BRIEFING_TIMEOUT="600") as address:
            yield f"{address}/mcp"
    else:
        words = ["-m", "ui.cli", "mcp", "--archive", str(harbour)]
        where = os.pathsep.join([os.environ["PYTHONPATH"], str(ROOT)])
        settings = {"PYTHONPATH": where, "TESTS_RUN": os.environ["TESTS_RUN"], "BRIEFING_TIMEOUT": "600"}
        yield StdioServerParameters(command=sys.executable, args=words, env=settings)


@pytest.mark.slow
def test_a_client_finds_the_tools_calls_each_and_reads_an_article(transport):
    from mcp import Client, MCPError

    async def talk():
        async with Client(transport) as client:
            tools = {one.name: one for one in (await client.list_tools()).tools}
            given = {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}
            earlier = {"query": "ferry", "known_at": "2020-01-01"}
            unknown = (await client.call_tool("search", earlier)).structured_content
            assert unknown["results"] == [], "what arrived later"
            wrong = [
                await client.call_tool("ask", {"question": ""}),
                await client.call_tool("search", {"query": "ferry", "k": 0}),
                await client.call_tool("article", {"id": "none"}),
            ]
            (template,) = (await client.list_resource_templates()).resource_templates
            (read,) = (await client.read_resource("article://archive/ferry")).contents
            with pytest.raises(MCPError, match="none"):
                await client.read_resource("article://archive/none")
            return tools, given, wrong, template, read.text

    tools, given, wrong, template, text = loops.run(talk())
    assert set(tools) == set(CALLS) and template.uri_template.startswith("article://")
    assert all(one.description and one.output_schema and one.annotations.read_only_hint for one in tools.values())
    assert tools["ask"].input_schema["required"] == ["question"]
    assert not any(one.is_error for one in given.values())
    found = {name: one.structured_content for name, one in given.items()}
    for name, result in found.items():
        assert set(result) == set(tools[name].output_schema["properties"])
        jsonschema.validate(result, tools[name].output_schema)
    (citation, *_) = found["ask"]["sentences"][0]["citations"]
    assert text[citation["start"] : citation["end"]] == citation["quote"] and text == found["article"]["text"]
    assert found["brief"]["sections"] and len(found["search"]["results"]) == 2
    assert found["judge"]["verdict"] == "unsupported" and found["status"]["articles"] == 3
    assert all(one.is_error and "Traceback" not in one.content[0].text for one in wrong)
    assert "empty" in wrong[0].content[0].text and "none" in wrong[2].content[0].text


def test_what_is_wrong_with_the_arguments_is_told_in_one_line_and_none_is_lost(harbour):
    from mcp import Client

    from ui.server.calls import Calls
    from ui.server.tools import server

    wrong = [
        ("ask", {}, "question: Field required"),
        ("ask", {"question": 5}, "question: Input should be a valid string"),
        ("ask", {"question": FERRY, "asof": "2022-05-01"}, "asof: Extra inputs are not permitted"),
        ("ask", {"question": FERRY, "source": ""}, "source is empty"),
        ("ask", {"question": FERRY, "history": [{"role": "user", "content": 5}]}, "history.0.content: "),
        ("search", {"query": "ferry", "k": 1000}, "k: Input should be less than or equal to 100"),
        ("brief", {"request": "the ferry", "form": "poem"}, "form: Input should be 'brief'"),
        ("judge", {"sentence": "", "quotes": ["It opens in June."]}, "the sentence is empty"),
        ("article", {"id": "x" * 30_000}, "the archive holds no article"),
    ]

    async def talk():
        async with Client(server(Calls.on(harbour, Settings()))) as client:
            schemas = [one.input_schema for one in (await client.list_tools()).tools]
            given = [await client.call_tool(name, arguments) for name, arguments, _ in wrong]
            right = await client.call_tool("search", {"query": "ferry", "k": "2"})  # as some programs send a number
            return schemas, given, right

    schemas, given, right = loops.run(talk())
    assert all(one["additionalProperties"] is False for one in schemas)
    assert not right.is_error and len(right.structured_content["results"]) == 2
    for (_, _, said), result in zip(wrong, given, strict=True):
        (line,) = result.content
        assert result.is_error and said in line.text and "\n" not in line.text and len(line.text) < 600


def test_without_the_extra_one_line_says_what_to_install(monkeypatch, capsys, tmp_path):
    for name in [one for one in sys.modules if one == "ui.server.tools" or one.partition(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert main(["mcp", "--archive", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "briefing-assistant[mcp]" in line
