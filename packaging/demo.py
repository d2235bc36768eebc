"""A demonstration without a display: a book, its last month's reports, a picture of each screen.

    python packaging/demo.py [--out FOLDER] [--clients N] [--today DATE] [--lang fr|en]

Writes into build/demo, one folder per language, and prints the paths. Nothing outside that
folder is read or written: the window's own preferences are those of a first start.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from models import clock, demo  # noqa: E402 - the project's folder comes first
from models.actor import Actor  # noqa: E402
from models.books import create_book  # noqa: E402
from models.database import Book  # noqa: E402
from models.errors import BookError  # noqa: E402
from models.i18n import LANGUAGES, use_language  # noqa: E402
from models.month import collect, previous_month  # noqa: E402
from models.team import first_member  # noqa: E402
from reports.files import write_atomically  # noqa: E402
from reports.monthly import Audience, render  # noqa: E402

BOOK = "garage-morel.ccbook"
AUDIENCES: tuple[Audience, ...] = ("owner", "accountant")


def main() -> None:
    options = _options()
    clock.believe_today(options.today)
    try:
        with tempfile.TemporaryDirectory() as own:
            _live_in(Path(own))
            for language in [options.lang] if options.lang else LANGUAGES:
                for path in make(options.out / language, language, options.clients):
                    print(_shown(path), flush=True)
    except (BookError, OSError) as error:
        sys.exit(str(error))


def make(folder: Path, language: str, clients: int) -> Iterator[Path]:
    """Everything in one language, each path once it is written."""
    from demo_pictures import take_pictures

    use_language(language)
    folder.mkdir(parents=True, exist_ok=True)
    book = _make_book(folder / BOOK, clients)
    yield book.path
    try:
        yield from _reports(folder)
        yield from take_pictures(book, folder)
    finally:
        book.close()


def _make_book(path: Path, clients: int) -> Book:
    """A new demonstration; the one of an earlier run is replaced."""
    path.unlink(missing_ok=True)
    book = create_book(path, demo.demo_draft(), clock.today())
    demo.fill(Actor(first_member().id, clock.today()), clock.today(), clients=clients)
    return book


def _reports(folder: Path) -> Iterator[Path]:
    """The last full month, for the owner and for the accountant."""
    month = previous_month(clock.today())
    report = collect(month, clock.today())
    for audience in AUDIENCES:
        path = folder / f"report-{month:%Y-%m}-{audience}.pdf"
        write_atomically(path, render(report, audience))
        path.chmod(0o644)
        yield path


def _live_in(home: Path) -> None:
    """No display, and no one's preferences: Qt and the program look for both here."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "demo", metavar="FOLDER")
    parser.add_argument("--clients", type=int, default=400, metavar="N")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser.parse_args()


def _shown(path: Path) -> Path:
    """The path from where the command was given, when that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


if __name__ == "__main__":
    main()
