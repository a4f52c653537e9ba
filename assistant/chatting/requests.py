"""A request to a chat model, and what of it is given up where a server refuses it: a parameter, streaming, a role."""

import re
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

SYSTEM, STREAM, USAGE, LIMIT, OLD_LIMIT = "system", "stream", "stream_options", "max_completion_tokens", "max_tokens"
_ABOUT_ROLES = re.compile(
    r"\b(?:system|developer)\b[^.;]{0,40}\b(?:roles?|messages?|prompts?|instructions?)\b|\broles?\b", re.I
)
_NEVER_GIVEN_UP = frozenset(("model", "messages"))
_STATUSES_OF_OTHERS = frozenset((401, 402, 403, 408, 429))
_LONGEST_BODY = 4000


@dataclass(frozen=True, slots=True)
class Request:
    """How a chat model is asked. `refused`: the names of what its server has refused, and is not sent again."""

    refused: frozenset[str] = frozenset()

    def send(self, chat_model: BaseChatModel, messages: Sequence[BaseMessage]) -> Generator[AIMessage]:
        """The pieces of the model's answer; one piece where streaming was refused."""
        model = _without(chat_model, self.refused)
        said = _in_the_users(messages) if SYSTEM in self.refused else list(messages)
        if STREAM in self.refused:
            yield model.invoke(said)
        else:
            yield from model.stream(said)

    def after(
        self, error: BaseException, chat_model: BaseChatModel, messages: Sequence[BaseMessage]
    ) -> "Request | None":
        """The request without what an error names; None where it names nothing that was sent and can be left out."""
        status, said = getattr(error, "status_code", None), body(error)
        if status in _STATUSES_OF_OTHERS or not said:
            return None
        sent = _sent(chat_model) - self.refused | ({OLD_LIMIT} if LIMIT in self.refused else set()) - self.refused
        named = {name for name in sent if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said, re.I)}
        if re.search(r"(?<![\w-])stream(?:ing|ed)(?![\w-])", said, re.I):
            named |= sent & {STREAM}
        has_system = any(isinstance(one, SystemMessage) for one in messages)
        if not named and has_system and SYSTEM not in self.refused and _ABOUT_ROLES.search(said):
            named = {SYSTEM}
        if len(named) > 1:
            named -= {STREAM}  # 'stream_options is only known with stream': the smaller thing is given up first
        return replace(self, refused=self.refused | named) if named else None


_learned: dict[tuple[str, str], Request] = {}


def learned(chat_model: BaseChatModel) -> Request:
    """What is known of a model's server in this process, so that nothing is refused twice."""
    return _learned.get(_place(chat_model), Request())


def learn(chat_model: BaseChatModel, request: Request) -> None:
    """Keep a request that a model's server took."""
    if request.refused and _place(chat_model) != ("", ""):
        _learned[_place(chat_model)] = request


def body(error: BaseException) -> str:
    """What a server said of a failure, its own words or its whole body, cut; empty where it said nothing."""
    response = getattr(error, "response", None)
    try:
        whole = str(response.text) if response is not None else ""
    except Exception:  # the body of a broken stream cannot be read any more
        whole = ""
    return (whole or str(getattr(error, "message", "") or error))[:_LONGEST_BODY]


def is_openai(chat_model: BaseChatModel) -> bool:
    """Whether a model speaks OpenAI's protocol by LangChain's own client."""
    openai = sys.modules.get("langchain_openai.chat_models.base")
    return openai is not None and isinstance(chat_model, openai.BaseChatOpenAI)


def _place(chat_model: BaseChatModel) -> tuple[str, str]:
    return str(getattr(chat_model, "openai_api_base", "") or ""), str(getattr(chat_model, "model_name", "") or "")


def _sent(chat_model: BaseChatModel) -> set[str]:
    """The names of what a request holds and can do without."""
    if not is_openai(chat_model):
        return {STREAM}
    given: dict[str, Any] = chat_model._default_params  # type: ignore[attr-defined] # the one place that knows all
    names = {name for name, value in given.items() if value is not None and name not in ("extra_body", STREAM)}
    return (names | set(given.get("extra_body") or ()) | {STREAM, USAGE}) - _NEVER_GIVEN_UP


def _without(chat_model: BaseChatModel, refused: frozenset[str]) -> BaseChatModel:
    """The model with a request that lacks what was refused; a limit of tokens goes by its older name first."""
    if not is_openai(chat_model) or not refused - {SYSTEM, STREAM}:
        return chat_model
    fields = type(chat_model).model_fields
    changed: dict[str, Any] = {name: None for name in refused if name in fields}
    extra = {
        name: value for name, value in (getattr(chat_model, "extra_body", None) or {}).items() if name not in refused
    }
    limit = getattr(chat_model, OLD_LIMIT, None)
    if LIMIT in refused:
        changed[OLD_LIMIT] = None
        if limit is not None and OLD_LIMIT not in refused:
            extra[OLD_LIMIT] = limit
    if USAGE in refused:
        changed["stream_usage"] = False
    kwargs = getattr(chat_model, "model_kwargs", None) or {}
    changed |= {
        "extra_body": extra or None,
        "model_kwargs": {name: value for name, value in kwargs.items() if name not in refused},
    }
    return chat_model.model_copy(update=changed)


def _in_the_users(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """The messages with what the system says put before what the user says."""
    rules = "\n\n".join(str(one.text) for one in messages if isinstance(one, SystemMessage))
    rest = [one for one in messages if not isinstance(one, SystemMessage)]
    if rules and rest and isinstance(rest[0], HumanMessage):
        return [HumanMessage(f"{rules}\n\n{rest[0].text}"), *rest[1:]]
    return [HumanMessage(rules), *rest] if rules else rest
