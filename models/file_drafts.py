"""A file being written: whole in its place at the end, or nothing of it left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.failures import known_errors
from models.files import put_in_place


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """Where to write what `target` will be; it is put in place when the block ends well.

    Raises CannotWrite; whatever stops the block, `target` is as it was.
    """
    draft = target.with_name(f".{target.name}.partiel")
    with known_errors():
        try:
            yield draft
            put_in_place(draft, target)
        finally:
            draft.unlink(missing_ok=True)
