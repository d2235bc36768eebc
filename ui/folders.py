"""Where the program keeps what it keeps, when nobody says otherwise."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "compte-confiance"
_LOG_SIZE = 1_000_000


def usual_book() -> Path:
    """The book of whoever gives no other place: `livre.ccbook` in their data folder."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "livre.ccbook"


@contextmanager
def kept_log() -> Iterator[Path | None]:
    """Within the block what is logged goes to a file; that file, None when it cannot be written."""
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_path

    file = user_log_path(NAME, appauthor=False) / "compte-confiance.log"
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("compte_confiance")
    log.addHandler(handler)
    try:
        yield None if isinstance(handler, logging.NullHandler) else file
    finally:
        log.removeHandler(handler)
        handler.close()
