"""The books measured: made by the program itself, once, kept under `build/bench`.

A kept book serves until the tables, the rules, the search or the demonstration change (`make
clean` removes those of older shapes). Every measure that writes does so in a copy.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "bench"
DAY = date(2026, 11, 22)
"""The day the program believes it is."""
CLIENTS = int(os.environ.get("BENCH_CLIENTS", "100000"))
"""How many clients the large book has; the reaches of the table are those of 100,000."""
FULL = CLIENTS >= 100_000
SMALLER = min(20_000, CLIENTS)
"""How many clients the books have that are compared with each other, or worked on for long."""
_SHAPED_BY = ("migrations", "tables", "rules", "search", "demo", "trades")


@dataclass(frozen=True, slots=True)
class KeptBook:
    """A demonstration book: its file, how long it took to make, what it holds."""

    path: Path
    seconds: float
    clients: int
    entries: int


def kept_book(clients: int, years: int) -> KeptBook:
    """The demonstration of that size, made now if it is not there."""
    folder = KEPT / _key()
    path = folder / f"{clients}x{years}.ccbook"
    facts = path.with_suffix(".json")
    if not facts.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        made = _make(draft, clients, years)
        draft.replace(path)
        facts.write_text(json.dumps(made), encoding="utf-8")
    return KeptBook(path, **json.loads(facts.read_text(encoding="utf-8")))


def _make(path: Path, clients: int, years: int) -> dict[str, float]:
    print(f"  making {path.stem}…", flush=True)
    start = time.perf_counter()
    program("--book", path, "demo", "--clients", clients, "--years", years)
    seconds = time.perf_counter() - start
    return {"seconds": seconds} | _counted(path)


def _counted(path: Path) -> dict[str, int]:
    from models.database import open_book

    book = open_book(path)
    count = {
        f"{name}": int(book.db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0])
        for name, table in (("clients", "client"), ("entries", "entry"))
    }
    book.close()
    return count


def _key() -> str:
    """What shapes a book: the same sources make the same one."""
    shape = hashlib.sha256()
    for room in _SHAPED_BY:
        for file in sorted((ROOT / "models" / room).rglob("*")):
            if file.suffix in (".py", ".json"):
                shape.update(file.read_bytes())
    return shape.hexdigest()[:12]


def program(*arguments: object) -> str:
    """Run one command of the program as anyone does; what it answered. Fails when it is refused."""
    line = [sys.executable, ROOT / "main.py", "--today", DAY.isoformat(), *arguments]
    done = subprocess.run(list(map(str, line)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def begin_day(path: Path) -> None:
    """Let the book look as it does after the first start of the day: its backup is there."""
    folder = path.with_name(path.stem + "-sauvegardes")
    folder.mkdir()
    (folder / f"{path.stem}-{DAY.isoformat()}-060000.ccbook").touch()
