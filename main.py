"""The command line; without a command, the window.

Exit status: 0 done, 1 refused with a sentence on standard error, 2 wrong usage. Never a
traceback: what was not foreseen goes to the log, under a reference.
"""

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing, suppress

from models.clock import believe_today
from models.errors import BookError, CannotWrite
from models.i18n import _
from ui.command_parser import parse_command

DONE, REFUSED = 0, 1
INTERRUPTED = 130  # what a shell expects after Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (those of `sys.argv` when None) and return the exit status."""
    _speak_utf8()
    try:
        return _answer(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `… | head`: whoever was reading has read enough
        _drop_output()
        return DONE
    except BookError as refusal:
        _tell(str(refusal))
    except Exception as error:  # noqa: BLE001 - whatever happens, a sentence and no traceback
        _tell(_missing_sentence(error) or _bug_sentence(error))
    return REFUSED


def _answer(arguments: Sequence[str]) -> int:
    try:
        options = parse_command(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has shown the help
        _flush()
        return int(stop.code or 0)
    believe_today(options.today)
    if options.command is None:
        return _open_window(options)
    from models.failures import known_errors
    from ui import command_line

    with known_errors(), closing(command_line.run(options)) as lines:
        for line in lines:
            _print(line)
    _flush()
    return DONE


def _open_window(options: Namespace) -> int:
    """Open the window; needs a display, which is said before Qt is read."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        raise BookError(
            _(
                "Il n’y a pas d’écran ici : « make demo » montre le programme sans "
                "écran, « main.py --help » dit ce qui se fait en ligne de commande."
            )
        )
    gc.disable()  # until the window stands: nothing of it is garbage
    from ui.app import run

    return run(options.book, options.lang)


def _print(line: str) -> None:
    try:
        print(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def _flush() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def _unwritten(error: OSError) -> CannotWrite:
    _drop_output()
    return CannotWrite(
        _("La réponse n’a pas pu être écrite en entier : {why}.").format(why=error.strerror)
    )


def _drop_output() -> None:
    """Forget what is left to print: Python would try again, and complain, on leaving."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _tell(sentence: str) -> None:
    """One sentence on standard error, if there is anyone to hear it."""
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def _speak_utf8() -> None:
    """UTF-8 and « \\n » whatever the locale, so that scripts read the same everywhere.

    A file name that is not text is shown escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _missing_sentence(error: Exception) -> str | None:
    """When a library is not installed: one of Python's, or one of the system that Qt needs."""
    if isinstance(error, ModuleNotFoundError):
        name = error.name
    elif isinstance(error, ImportError) and "shared object" in str(error):
        name = str(error).partition(":")[0]
    else:
        return None
    return _("Il manque une bibliothèque ({name}) : « make run » l’installe.").format(name=name)


def _bug_sentence(error: Exception) -> str:
    import logging

    from ui.bugs import log_bug
    from ui.folders import kept_log

    logging.raiseExceptions = False  # a log that cannot be written is not told with a traceback
    with kept_log() as log:
        reference = log_bug(error)
    if log is None:
        return _(
            "Une erreur imprévue est survenue (référence {ref}). Ce qui était noté est intact."
        ).format(ref=reference)
    return _(
        "Une erreur imprévue est survenue (référence {ref}). Ce qui était noté est intact ; les "
        "détails sont dans {log}."
    ).format(ref=reference, log=log)


if __name__ == "__main__":
    sys.exit(main())
