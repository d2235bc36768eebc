"""The demonstration garage, in a book of its own."""

from pathlib import Path

from models.actor import Actor
from models.book_lock import BookLock
from models.books import create_book
from models.clock import today
from models.failures import known_errors
from models.i18n import _, format_number
from models.team import first_member
from ui.tasks import Progress

NAME = "demonstration.ccbook"


def make_demo(place: Path, progress: Progress, *, anew: bool = False) -> Path:
    """Make the demonstration book at `place`, whole or not at all; called in the worker.

    With `anew` the one that is there goes away first. Raises Refused when a file is there,
    BookInUse when a window has it open, CannotWrite.
    """
    from models.demo import demo_draft, fill

    def tell(done: int, total: int) -> None:
        text = _("{done} clients sur {total}")
        told = text.format(done=format_number(done), total=format_number(total))
        progress.report(done / total, told)

    with known_errors(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            with BookLock(place):
                place.unlink(missing_ok=True)
    book = create_book(place, demo_draft(), today())
    try:
        fill(Actor(first_member().id, today()), today(), progress=tell)
    except BaseException:
        book.close()
        place.unlink(missing_ok=True)
        raise
    finally:
        book.close()
    return place
