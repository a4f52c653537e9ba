"""A tiny identity provider on loopback, for signing in: OpenID Connect's code flow, real keys, no password asked."""

import json
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.support.loopback import Handler, served


class Provider:
    """Its address, and the name of whom it signs in next."""

    def __init__(self) -> None:
        self.address, self.who, self.nonces = "", "ada", {}


@contextmanager
def provider():
    """Serve one for as long as the block runs."""
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    key, state = RSAKey.generate_key(2048, {"kid": "1"}), Provider()

    class Identity(Handler):
        def do_GET(self):
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/keys":
                self._json({"keys": [key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                state.nonces[state.who] = asked.get("nonce", "")
                self.send_response(302)
                back = urlencode({"code": state.who, "state": asked["state"]})
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            else:
                names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
                self._json(
                    {"issuer": state.address, "id_token_signing_alg_values_supported": ["RS256"]}
                    | {name: f"{state.address}/{path}" for name, path in names.items()}
                )

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            who, now = form["code"][0], int(time.time())
            claims = {
                "iss": state.address,
                "aud": "briefing",
                "sub": who,
                "email": f"{who}@harbour.invalid",
                "iat": now,
                "exp": now + 3600,
                "nonce": state.nonces[who],
            }
            token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
            self._json({"access_token": "none", "token_type": "Bearer", "expires_in": 3600, "id_token": token})

        def _json(self, content):
            self.whole(json.dumps(content).encode(), "application/json")

    with served(Identity) as state.address:
        yield state


def configure(folder: Path, provider: Provider, page: str) -> None:
    """Write Streamlit's secrets beside an archive, for a page at that address."""
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir(exist_ok=True)
    secrets.write_text(
        f'[auth]\nredirect_uri = "{page}/oauth2callback"\ncookie_secret = "only for this test"\n'
        f'client_id = "briefing"\nclient_secret = "none"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
    )
