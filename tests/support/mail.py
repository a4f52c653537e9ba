"""A mail server on loopback that speaks TLS only, with a certificate made for it; keeps what it is handed."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.support.page import free_port


@dataclass
class Postbox:
    """What came; `answer` is what the server says to the end of each message."""

    address: str = ""
    certificate: Path = Path()
    came: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 taken"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.came.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


def certificate(folder: Path) -> Path:
    """A certificate for this machine's loopback, with its key in the same file."""
    made, key = folder / "loopback.pem", ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    hosts = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made.write_bytes(signed.public_bytes(Encoding.PEM) + secret)
    return made


@contextmanager
def postbox(folder: Path, *, starttls: bool = False, password: str = "") -> Iterator[Postbox]:
    """A server for as long as the block runs; with a `password`, it takes mail from `desk` with that alone."""
    box = Postbox(certificate=certificate(folder))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(box.certificate)

    def authenticator(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data == LoginPassword(b"desk", password.encode())
        return AuthResult(success=right)

    options = {"authenticator": authenticator, "auth_required": True} if password else {}
    if starttls:
        options |= {"tls_context": context, "require_starttls": True}
    else:
        options |= {"ssl_context": context, "auth_require_tls": False}
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port, server_hostname="localhost", **options)
    server.start()
    try:
        box.address = f"{'smtp' if starttls else 'smtps'}://127.0.0.1:{port}"
        yield box
    finally:
        server.stop(no_assert=True)
