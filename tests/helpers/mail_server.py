"""A real mail server on this machine, that can fail at each stage, and what signs its name."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Talk
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

USER, PASSWORD = "morel", "garage-2026"


@dataclass
class Server:
    """What it received, and at which stage it fails: "auth", "sender", "recipient", "data",
    "drop" (once the message is there), "silence" or "slow account"."""

    port: int = 0
    fault: str = ""
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    leaving: Event = field(default_factory=Event)

    def check(self, server: Any, talk: Talk, envelope: Any, how: str, given: Any) -> AuthResult:
        """Whether a name and its password are known."""
        assert isinstance(given, LoginPassword)
        if self.fault == "slow account":
            self.leaving.wait(10)
        self.passwords.append(given.password.decode())
        known = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=known and self.fault != "auth", handled=False)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, server: Any, talk: Talk, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The sender."""
        if self.fault == "sender":
            return "550 sender not allowed here"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, talk: Talk, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient."""
        if self.fault == "recipient" and "inconnu" in address:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, talk: Talk, envelope: Envelope) -> str:  # noqa: N802
        """The message."""
        if self.fault == "data":
            return "552 message too big"
        content = envelope.content
        assert isinstance(content, bytes)
        found = message_from_bytes(content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.received.append(found)
        self.recipients.append(list(envelope.rcpt_tos))
        if self.fault == "drop":
            server.transport.abort()
        if self.fault == "silence":
            await asyncio.sleep(3)
        return "250 kept"


class KeptInMemory(KeyringBackend):
    """A keyring of a test's own."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no more."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@contextmanager
def mail_server(
    authority: trustme.CA, fault: str = "", *, name: str = "localhost", tls: str = "starttls"
) -> Iterator[Server]:
    """A server until the block ends; `tls` is "tls", "starttls" or "" for none at all."""
    found = Server(fault=fault)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    options: dict[str, Any] = {"authenticator": found.check, "auth_require_tls": False}
    if tls == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if tls == "tls":
        options["ssl_context"] = context
    with socket.create_server(("127.0.0.1", 0)) as free:
        found.port = free.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=found.port, **options)
    told = logging.getLogger("mail.log")  # what a server notes of a client that leaves is its own
    told.disabled = True
    controller.start()
    try:
        yield found
    finally:
        found.leaving.set()
        controller.stop()
        told.disabled = False
