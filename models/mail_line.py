"""A conversation on a thread of its own: whoever waits for it may leave at any moment.

    converse(talk, told)

A silent server holds whoever talks to it for as long as patience lasts. `talk(line)` does, and
asks before each stage (`line.begin`); `told(stage)` is called where `converse` was, when a stage
begins and again and again while it lasts: what it raises hangs up and is raised at once.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from smtplib import SMTP
from threading import Thread
from typing import NamedTuple

Told = Callable[[str], object]
_BETWEEN = 0.1
"""Seconds between two looks at whether the person wants to stop."""


class _HungUp(Exception):
    """Nobody waits any more: the conversation ends before its next stage."""


class _End(NamedTuple):
    error: BaseException | None


class Line:
    """What a conversation holds of whoever waits for it; `smtp` once the server has answered."""

    def __init__(self) -> None:
        self.said: SimpleQueue[str | _End] = SimpleQueue()
        self.answers: SimpleQueue[bool] = SimpleQueue()
        self.smtp: SMTP | None = None

    def begin(self, stage: str) -> None:
        """Go on with a stage, once whoever waits was told of it and did not leave."""
        self.said.put(stage)
        if not self.answers.get():
            raise _HungUp

    def hang_up(self) -> None:
        """Leave: the next stage never begins, and the server hears no more."""
        self.answers.put(False)
        if self.smtp is not None and self.smtp.sock is not None:
            with suppress(OSError):  # gone already
                # The socket's own: TLS's would take away what the other thread is using.
                socket.socket.shutdown(self.smtp.sock, socket.SHUT_RDWR)


def converse(talk: Callable[[Line], object], told: Told) -> None:
    """Hold a conversation to its end; raises what `talk` or `told` raises."""
    line, stage = Line(), ""
    context = copy_context()  # the language in use
    Thread(target=context.run, args=(_talk, talk, line), name="mail", daemon=True).start()
    while True:
        said = _heard(line)
        if isinstance(said, _End):
            if said.error is not None:
                raise said.error
            return
        stage = said or stage
        try:
            told(stage)
        except BaseException:
            line.hang_up()
            raise
        if said:
            line.answers.put(True)


def _heard(line: Line) -> str | _End:
    """What the conversation says; empty when it said nothing for a while."""
    try:
        return line.said.get(timeout=_BETWEEN)
    except Empty:
        return ""


def _talk(talk: Callable[[Line], object], line: Line) -> None:
    error: BaseException | None = None
    try:
        talk(line)
    except BaseException as raised:  # noqa: BLE001 - raised again where one waits
        error = raised
    line.said.put(_End(error))
