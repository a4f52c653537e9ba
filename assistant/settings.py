"""One frozen settings object, read once from the environment; no other module reads it."""

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from corpus.errors import CallError

T = TypeVar("T")


def _path(text: str) -> Path:
    return Path(text).expanduser()


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(" or ".join(words))
        return text.lower()

    return read


def _model(*plain: str) -> Callable[[str], str]:
    """Read one of the plain words, or `openai:MODEL`."""

    def read(text: str) -> str:
        provider, _, model = text.partition(":")
        if text not in plain and not (provider == "openai" and model.strip()):
            raise ValueError(f"{', '.join(plain)}, or openai:MODEL")
        return text

    return read


def _number(least: float, most: float = math.inf) -> Callable[[str], float]:
    def read(text: str) -> float:
        bounds = f"of at least {least:g}" if math.isinf(most) else f"from {least:g} to {most:g}"
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and least <= value <= most):
            raise ValueError(f"a number {bounds}")
        return value

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def _switch(text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        raise ValueError("1 or 0")
    return words[text.lower()]


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        right = False
    if not right:
        raise ValueError("an http:// or https:// address")
    return text.rstrip("/")


def _mail_server(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.username is not None:
        raise ValueError("an smtps:// or smtp:// address with a host, without a name or password in it")
    return text


def _setting(default: T, variable: str, meaning: str, read: Callable[[str], object]) -> T:
    """A field that knows its default, its variable, its meaning, and how it is read from text; no secret is shown."""
    about = {"variable": variable, "meaning": meaning, "read": read}
    return field(default=default, metadata=about, repr=read is not SecretStr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set from outside; `FIELDS` is the same as a table."""

    archive: Path = _setting(Path("archive"), "BRIEFING_ARCHIVE", "the archive's folder", _path)
    writer: str = _setting(
        "quotes", "BRIEFING_WRITER", "who writes the answer: `quotes`, or `openai:MODEL`", _model("quotes")
    )
    embedder: str = _setting(
        "bundled", "BRIEFING_EMBEDDER", "what embeds passages: `bundled`, or `openai:MODEL`", _model("bundled")
    )
    chroma_url: str | None = _setting(
        None, "BRIEFING_CHROMA_URL", "a `chroma run` server to use in place of the archive's own folder", _url
    )
    judge: str = _setting(
        "writer",
        "BRIEFING_JUDGE",
        "who looks a second time at what a chat model wrote: `writer` (the same model), `openai:MODEL`, or `gate` "
        "(nobody: the bundled check alone)",
        _model("writer", "gate"),
    )
    fallback: str = _setting(
        "error",
        "BRIEFING_FALLBACK",
        "what happens when the chat model's server fails: `error`, or `quotes` (said in the answer)",
        _one_of("error", "quotes"),
    )
    timeout: float = _setting(
        60.0,
        "BRIEFING_TIMEOUT",
        "seconds that one answer may take, a chat model's retries included; a briefing: three times as long",
        _number(0.1, 3600),
    )
    retries: int = _setting(
        2, "BRIEFING_RETRIES", "how often a failed request to a chat model is tried again", _whole(0, 10)
    )
    evidence_tokens: int = _setting(
        4000, "BRIEFING_EVIDENCE_TOKENS", "tokens of evidence that a chat model is shown", _whole(100, 1_000_000)
    )
    briefing_tokens: int = _setting(
        16_000,
        "BRIEFING_BRIEF_TOKENS",
        "tokens of evidence that a chat model is shown for a briefing",
        _whole(100, 1_000_000),
    )
    max_tokens: int = _setting(
        1000, "BRIEFING_MAX_TOKENS", "tokens that a chat model may write for one answer", _whole(16, 100_000)
    )
    max_cost: float | None = _setting(
        None, "BRIEFING_MAX_COST", "US dollars that one answer may cost; needs both prices", _number(0)
    )
    price_in: float | None = _setting(
        None, "BRIEFING_PRICE_IN", "US dollars for a million tokens that the chat model reads", _number(0)
    )
    price_out: float | None = _setting(
        None, "BRIEFING_PRICE_OUT", "US dollars for a million tokens that the chat model writes", _number(0)
    )
    allow_private: bool = _setting(
        False, "BRIEFING_ALLOW_PRIVATE", "`1`: articles may be fetched from addresses of private networks", _switch
    )
    upload_mb: int = _setting(
        25, "BRIEFING_UPLOAD_MB", "megabytes that a file added through the page may have", _whole(1, 2000)
    )
    mail_server: str | None = _setting(
        None,
        "BRIEFING_MAIL_SERVER",
        "where mail goes out: `smtps://host:465`, or `smtp://host:587`, which changes to TLS",
        _mail_server,
    )
    mail_user: SecretStr | None = _setting(None, "BRIEFING_MAIL_USER", "the name at the mail server", SecretStr)
    mail_password: SecretStr | None = _setting(
        None, "BRIEFING_MAIL_PASSWORD", "the password at the mail server", SecretStr
    )
    mail_from: SecretStr | None = _setting(None, "BRIEFING_MAIL_FROM", "the address that mail is from", SecretStr)
    mail_to: SecretStr | None = _setting(
        None, "BRIEFING_MAIL_TO", "the addresses that mail goes to, with commas", SecretStr
    )
    send_webhook: SecretStr | None = _setting(
        None, "BRIEFING_SEND_WEBHOOK", "the address that webhooks are posted to", SecretStr
    )
    send_folder: Path | None = _setting(
        None, "BRIEFING_SEND_FOLDER", "the folder that editions are written into", _path
    )
    send_atom: Path | None = _setting(None, "BRIEFING_SEND_ATOM", "the file of the Atom feed of editions", _path)
    api_key: SecretStr | None = _setting(
        None, "BRIEFING_API_KEY", "the key that programs must send to `briefing api` and `mcp --http`", SecretStr
    )
    openai_api_key: SecretStr | None = _setting(None, "OPENAI_API_KEY", "the key for `openai:MODEL`", SecretStr)
    openai_base_url: str | None = _setting(
        None,
        "OPENAI_BASE_URL",
        "another server that speaks OpenAI's protocol, such as `http://127.0.0.1:8080/v1`",
        _url,
    )
    spans: str | None = _setting(
        None,
        "OTEL_TRACES_EXPORTER",
        "who is told where the time of questions goes: `otlp` (a collector), `console` (standard error), or `none`",
        _one_of("otlp", "console", "none"),
    )
    collector: str | None = _setting(
        None, "OTEL_EXPORTER_OTLP_ENDPOINT", "OpenTelemetry's collector, which is told of spans", str
    )

    def __post_init__(self) -> None:
        if self.max_cost is not None and (self.price_in is None or self.price_out is None):
            raise CallError("BRIEFING_MAX_COST needs prices: set BRIEFING_PRICE_IN and BRIEFING_PRICE_OUT too.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings that the environment gives; an empty variable counts as not set.

        Raises CallError, naming the variable and what it may be.
        """
        values: dict[str, Any] = {}
        for each in fields(cls):
            text = environ.get(each.metadata["variable"], "").strip()
            if not text:
                continue
            try:
                values[each.name] = each.metadata["read"](text)
            except ValueError as error:
                # The value itself may be a key put into the wrong variable, so it is not repeated.
                raise CallError(f"{each.metadata['variable']} is not right: it must be {error}.") from None
        return cls(**values)


class Field(NamedTuple):
    """One row of the table of settings."""

    name: str
    variable: str
    default: str
    meaning: str


def _shown(default: object) -> str:
    """A default as a person would type it; empty for none."""
    if isinstance(default, bool):
        return str(int(default))
    if isinstance(default, float):
        return f"{default:g}"
    return "" if default is None else f"./{default}" if isinstance(default, Path) else str(default)


FIELDS: tuple[Field, ...] = tuple(
    Field(each.name, each.metadata["variable"], _shown(each.default), each.metadata["meaning"])
    for each in fields(Settings)
)
"""Every setting in order: attribute, environment variable, default as text (empty: none), meaning."""
