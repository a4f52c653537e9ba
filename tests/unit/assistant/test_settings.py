"""The settings: defaults, what each variable takes, and that keys stay hidden."""

import dataclasses
from pathlib import Path

import pytest

from assistant.settings import FIELDS, Settings
from corpus.errors import CallError


def test_an_empty_environment_gives_the_defaults():
    settings = Settings.from_env({})
    assert settings == Settings()
    assert (settings.archive, settings.writer, settings.fallback) == (Path("archive"), "quotes", "error")


def test_every_variable_is_read():
    environ = {
        "BRIEFING_ARCHIVE": "/tmp/desk",
        "BRIEFING_WRITER": "openai:gpt-4.1-mini",
        "BRIEFING_EMBEDDER": "openai:text-embedding-3-small",
        "BRIEFING_CHROMA_URL": "http://127.0.0.1:8000/",
        "BRIEFING_FALLBACK": "quotes",
        "BRIEFING_TIMEOUT": "2.5",
        "BRIEFING_RETRIES": "0",
        "BRIEFING_EVIDENCE_TOKENS": "900",
        "BRIEFING_BRIEF_TOKENS": "9000",
        "BRIEFING_JUDGE": "gate",
        "BRIEFING_API_KEY": "sesame",
        "BRIEFING_MAX_TOKENS": "200",
        "BRIEFING_MAX_COST": "0.02",
        "BRIEFING_PRICE_IN": "0.4",
        "BRIEFING_PRICE_OUT": "1.6",
        "BRIEFING_ALLOW_PRIVATE": "yes",
        "BRIEFING_UPLOAD_MB": "5",
        "BRIEFING_MAIL_SERVER": "smtps://mail.example:465",
        "BRIEFING_MAIL_USER": "desk",
        "BRIEFING_MAIL_PASSWORD": "sesame",
        "BRIEFING_MAIL_FROM": "desk@news.example",
        "BRIEFING_MAIL_TO": "minister@news.example",
        "BRIEFING_SEND_WEBHOOK": "https://hook.example/in",
        "BRIEFING_SEND_FOLDER": "/tmp/editions",
        "BRIEFING_SEND_ATOM": "/tmp/editions.atom",
        "OPENAI_API_KEY": "sk-secret",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1/",
        "OTEL_TRACES_EXPORTER": "console",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317",
    }
    assert set(environ) == {row.variable for row in FIELDS}
    settings = Settings.from_env(environ)
    for row in FIELDS:
        assert getattr(settings, row.name) != getattr(Settings(), row.name), row.variable
    assert settings.timeout == 2.5 and settings.retries == 0 and settings.allow_private is True
    assert settings.openai_base_url == "http://127.0.0.1:9/v1"
    assert settings.openai_api_key is not None and settings.openai_api_key.get_secret_value() == "sk-secret"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BRIEFING_WRITER", "gpt-4"),
        ("BRIEFING_WRITER", "openai:"),
        ("BRIEFING_EMBEDDER", "quotes"),
        ("BRIEFING_CHROMA_URL", "localhost:8000"),
        ("BRIEFING_FALLBACK", "maybe"),
        ("BRIEFING_TIMEOUT", "soon"),
        ("BRIEFING_TIMEOUT", "nan"),
        ("BRIEFING_TIMEOUT", "0"),
        ("BRIEFING_RETRIES", "-1"),
        ("BRIEFING_RETRIES", "1.5"),
        ("BRIEFING_EVIDENCE_TOKENS", "0"),
        ("BRIEFING_MAX_TOKENS", "many"),
        ("BRIEFING_MAX_COST", "-1"),
        ("BRIEFING_PRICE_IN", "inf"),
        ("BRIEFING_ALLOW_PRIVATE", "perhaps"),
        ("BRIEFING_UPLOAD_MB", "0"),
        ("OPENAI_BASE_URL", "ftp://x"),
        ("OPENAI_BASE_URL", "http://[::1"),
        ("OPENAI_BASE_URL", "http://h:99999"),
    ],
)
def test_a_wrong_value_is_one_error_that_names_the_variable(variable, value):
    with pytest.raises(CallError, match=variable) as caught:
        Settings.from_env({variable: value})
    assert "\n" not in str(caught.value)


def test_an_empty_variable_counts_as_not_set():
    assert Settings.from_env({"BRIEFING_TIMEOUT": "", "OPENAI_API_KEY": " "}) == Settings()


def test_a_cost_limit_without_prices_is_refused():
    with pytest.raises(CallError, match="BRIEFING_PRICE_IN"):
        Settings.from_env({"BRIEFING_MAX_COST": "0.5", "BRIEFING_PRICE_OUT": "1"})


def test_the_key_is_never_shown():
    settings = Settings.from_env({"OPENAI_API_KEY": "sk-secret"})
    assert "sk-secret" not in repr(settings) + str(settings) + str(dataclasses.asdict(settings))


def test_a_misplaced_key_is_not_repeated_in_the_error():
    with pytest.raises(CallError) as caught:
        Settings.from_env({"BRIEFING_WRITER": "sk-secret"})
    assert "sk-secret" not in str(caught.value)


def test_every_setting_says_what_it_means():
    assert all(row.meaning and row.variable.isupper() for row in FIELDS)
    assert len({row.variable for row in FIELDS}) == len(FIELDS)
