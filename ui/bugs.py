"""What was not foreseen: logged with a reference that the person can quote."""

import logging
import os

_log = logging.getLogger("compte_confiance")


def log_bug(error: BaseException) -> str:
    """Log an unforeseen error with its traceback; the reference to show, as « E-3F9A21 »."""
    reference = f"E-{os.urandom(3).hex().upper()}"
    _log.error("%s: %s", reference, error, exc_info=error)
    return reference
