"""Webhooks: a message as JSON to an address of another program."""

import json
import time

import httpx2

from assistant.daily.delivery.message import Doubtful, Handing, Message, Unsent
from assistant.settings import Settings
from corpus.errors import Rejected
from corpus.reading.web.network import CheckedNetwork, Transport

SECONDS = 30.0


def webhook(message: Message, settings: Settings, handing: Handing) -> None:
    """Post it, with a key in `Idempotency-Key` that is the same each time.

    Raises Unsent where it cannot have been handed over or was refused, else Doubtful; neither names the address.
    """
    assert settings.send_webhook
    url = settings.send_webhook.get_secret_value()
    if not url.startswith("https://") and not settings.allow_private:
        raise Unsent("BRIEFING_SEND_WEBHOOK must be an https address")
    body = {"kind": message.kind, "title": message.title, "text": message.text, "html": message.html}
    headers = {"Content-Type": "application/json", "Idempotency-Key": message.key}
    transport = Transport(CheckedNetwork(settings.allow_private, time.monotonic() + SECONDS))
    try:
        with httpx2.Client(transport=transport, trust_env=False, timeout=SECONDS) as client:
            data = json.dumps(body | {message.kind: message.document}, ensure_ascii=False).encode()
            handing()
            with client.stream("POST", url, content=data, headers=headers) as answer:
                status = answer.status_code  # says all: what comes behind it is not read, and may break off
    except (httpx2.ConnectError, httpx2.ConnectTimeout):
        raise Unsent("the webhook's server cannot be reached") from None
    except (Rejected, httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, ValueError):
        raise Unsent("BRIEFING_SEND_WEBHOOK is no address that can be used") from None
    except httpx2.HTTPError as error:
        raise Doubtful(f"the webhook's server was lost: {type(error).__name__}") from None
    if status >= 300:
        raise Unsent(f"the webhook's server answered {status}")
