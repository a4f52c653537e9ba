"""The description of the HTTP interface, as OpenAPI: made of the very types that are read and answered."""

from importlib.metadata import version
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from assistant.answer import Answer
from assistant.briefing.briefing import Briefing
from ui.server.answers import Completion, Document, Health, Judged, Models, Results, Status
from ui.server.bodies import AskBody, BriefBody, ChatBody, JudgeBody, SearchBody

Mode = Literal["validation", "serialization"]
POSTS: dict[str, tuple[str, type[BaseModel], type[BaseModel]]] = {
    "/v1/chat/completions": (
        "An answer in OpenAI's protocol, its sources under it, `citations` beside",
        ChatBody,
        Completion,
    ),
    "/ask": ("The answer to a question, every sentence tied to its source", AskBody, Answer),
    "/brief": ("A briefing on a topic, a period or both", BriefBody, Briefing),
    "/search": ("The passages nearest to a query", SearchBody, Results),
    "/judge": ("What the gate says of a sentence and the texts that it cites", JudgeBody, Judged),
}
GETS: dict[str, tuple[str, type[BaseModel] | None]] = {
    "/v1/models": ("The one model", Models),
    "/articles/{id}": ("An article: its text, versions and copies", Document),
    "/status": ("What the archive holds and whether it is whole", Status),
    "/health": ("Whether the server is up; needs no key", Health),
    "/openapi.json": ("This document", None),
}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_VERSION = {"name": "version", "in": "query", "schema": {"type": "integer"}}
_STRINGS = {name: {"type": "string"} for name in ("message", "type", "code")}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": _STRINGS | {"param": {"type": "null"}},
        }
    },
}


def describe() -> dict[str, Any]:
    """The whole document."""
    told = [answer for _, answer in GETS.values()] + [answer for _, _, answer in POSTS.values()]
    kinds: list[tuple[type[BaseModel], Mode]] = [(body, "validation") for _, body, _ in POSTS.values()]
    kinds += [(answer, "serialization") for answer in told if answer is not None]
    _, schemas = models_json_schema(kinds, ref_template="#/components/schemas/{model}")
    paths: dict[str, Any] = {path: {"post": _post(*about)} for path, about in POSTS.items()}
    for path, (summary, answer) in GETS.items():
        paths[path] = {"get": {"summary": summary, "responses": _responses(answer)}}
    streamed = {"text/event-stream": {"schema": {"type": "string"}}}  # where `stream` is true
    paths["/v1/chat/completions"]["post"]["responses"]["200"]["content"] |= streamed
    paths["/articles/{id}"]["get"]["parameters"] = [_ID, _VERSION]
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "briefing", "version": version("briefing-assistant")},
        "paths": paths,
        "components": {"schemas": schemas["$defs"] | {"Error": _ERROR}, "securitySchemes": {"key": bearer}},
        "security": [{}, {"key": []}],
    }


def _post(summary: str, body: type[BaseModel], answer: type[BaseModel]) -> dict[str, Any]:
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": _content(body.__name__)},
        "responses": _responses(answer),
    }


def _responses(answer: type[BaseModel] | None) -> dict[str, Any]:
    done = _content(answer.__name__) if answer else {"application/json": {"schema": {"type": "object"}}}
    return {
        "200": {"description": "done", "content": done},
        "default": {"description": "refused or failed, and why", "content": _content("Error")},
    }


def _content(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
