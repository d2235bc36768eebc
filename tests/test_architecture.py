"""The rooms of the house and the one-way doors between them, read from the source itself.

main → ui → reports → operations (models) → models.tables + models.rules
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

# Its reading of the source is kept for all the tests of one process.
pytestmark = pytest.mark.xdist_group("source")
ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "reports", "ui")
LONGEST_FILE = 400

# Who may not import what. « rules » and « tables » are tested on their own, more strictly.
CLOSED_DOORS = {
    "models": {"main", "ui", "reports", "PySide6", "shiboken6", "reportlab", "pikepdf"},
    "reports": {"main", "ui", "PySide6", "shiboken6"}
    | {"models.tables", "models.database", "models.migrations", "peewee", "sqlcipher3"},
    "ui": {"main", "models.tables", "models.migrations", "peewee", "sqlcipher3", "reportlab"},
    "main": {"models.tables", "models.migrations", "peewee", "sqlcipher3", "reportlab"},
}
TABLES_MAY_USE = ("models.tables", "models.rules", "models.errors")
SPEAKS_SQLITE = (
    "models/search.py",
    "models/search/",
    "models/backup.py",
    "models/book_file.py",
    "models/database.py",
    "models/migrations/",
)
SQLITE_WORDS = re.compile(r"\b(PRAGMA|pragma|fts5|FTS5|MATCH|sqlite_master|VACUUM)\b")
TORN = re.compile(r"« | [»:?!]")
# A dialog's exec() and the static questions block everything behind them; the program's own loop
# is the one exec() there is.
BLOCKING_DIALOGS = re.compile(
    r"QMessageBox\.(about|critical|information|question|warning)"
    r"|QInputDialog\.get\w+|QFileDialog\.get(Open|Save|Existing)\w+"
    r"|(?!(app|application|instance|Q(Gui|Core)?Application)\.)\w*\.exec_?"
)
NOQA = re.compile(r"^\s*noqa(:\s*[A-Z0-9, ]+)?")


def _product_files() -> list[Path]:
    """The source of the program; fails when it finds none, so that no test below passes blind."""
    files = [ROOT / "main.py"] if (ROOT / "main.py").exists() else []
    for room in ROOMS:
        files += sorted((ROOT / room).rglob("*.py"))
    assert files, f"no source under {ROOT}"
    return files


def _all_files() -> list[Path]:
    others = sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "packaging").rglob("*.py"))
    assert others
    return _product_files() + others


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _module(file: Path) -> str:
    return _name(file).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def _nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8"), _name(file))))


@pytest.fixture(scope="module", autouse=True)
def _forgotten_at_the_end() -> Iterator[None]:
    """A thousand files in pieces weigh on whatever looks for garbage in the tests that follow."""
    yield
    _nodes.cache_clear()
    _calls.cache_clear()


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of each import, wherever it stands; `from a import b` gives a and a.b."""
    for node in _nodes(file):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(file, node)
            yield node.lineno, origin
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def _origin(file: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = _module(file).split(".")
    if file.name != "__init__.py":
        package.pop()
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, node.module] if node.module else package)


def _within(module: str, doors: tuple[str, ...] | set[str]) -> bool:
    return any(module == door or module.startswith(f"{door}.") for door in doors)


def _files_of(*modules: str) -> list[Path]:
    return [file for file in _product_files() if _within(_module(file), modules)]


def _through(files: list[Path], closed: Callable[[str], bool]) -> list[str]:
    return [
        f"{_name(file)}:{line} imports {module}"
        for file in files
        for line, module in _imports(file)
        if closed(module)
    ]


def wrong_way(room: str) -> list[str]:
    return _through(_files_of(room), lambda module: _within(module, CLOSED_DOORS[room]))


def impure_rules() -> list[str]:
    def stranger(module: str) -> bool:
        own = _within(module, ("models.rules",))
        return not own and module.split(".")[0] not in sys.stdlib_module_names

    return _through(_files_of("models.rules"), stranger)


def busy_tables() -> list[str]:
    def operation(module: str) -> bool:
        return module.startswith("models.") and not _within(module, TABLES_MAY_USE)

    return _through(_files_of("models.tables"), operation)


def migrations_that_follow_tables() -> list[str]:
    return _through(
        _files_of("models.migrations"), lambda module: _within(module, ("models.tables",))
    )


def spoken_dialect() -> list[str]:
    return [
        f"{_name(file)}:{line} {word}"
        for file in _product_files()
        if not _name(file).startswith(SPEAKS_SQLITE)
        for line, word in _sqlite_words(file)
    ]


def _sqlite_words(file: Path) -> Iterator[tuple[int, str]]:
    """Words of SQLite in strings (not docstrings) and in attributes such as `.pragma`."""
    documentation = {
        id(node.value)
        for node in _nodes(file)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in _nodes(file):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if id(node) in documentation else node.value
        elif isinstance(node, ast.Attribute):
            text = node.attr
        else:
            continue
        for found in SQLITE_WORDS.finditer(text):
            yield node.lineno, found.group()


def long_files() -> list[str]:
    files = _product_files() + sorted((ROOT / "packaging").rglob("*.py"))
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    return [f"{_name(file)}: {n} lines" for file, n in lengths.items() if n > LONGEST_FILE]


def packaging_modules() -> list[str]:
    return [_name(file) for file in (ROOT / "packaging").rglob("__init__.py")]


@cache
def _calls(file: Path) -> list[tuple[str, str]]:
    """(where, `receiver.name`) of each call of a method; the receiver is its last word."""
    return [
        (f"{_name(file)}:{node.lineno}", f"{_last_word(node.func.value)}.{node.func.attr}")
        for node in _nodes(file)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def _last_word(receiver: ast.expr) -> str:
    return ast.unparse(receiver).split("(")[0].split(".")[-1].lstrip("_")


def _is_call_of(node: ast.AST, *names: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _called(files: list[Path], unwanted: re.Pattern[str]) -> list[str]:
    return [
        f"{where} {call}()"
        for file in files
        for where, call in _calls(file)
        if unwanted.fullmatch(call)
    ]


def turned_event_loops() -> list[str]:
    return _called(_all_files(), re.compile(r".*\.processEvents|qtbot\.wait|QTest\.qWait"))


def blocking_dialogs() -> list[str]:
    return _called(_product_files(), BLOCKING_DIALOGS)


def open_painters() -> list[str]:
    """Each QPainter made elsewhere than in a `with`.

    Whoever keeps the frame of a paintEvent (a traceback, a look at the threads) keeps its painter
    at work too, on a widget whose painting is over.
    """
    return [f"{_name(file)}:{line}" for file in _product_files() for line in _kept_painters(file)]


def _kept_painters(file: Path) -> Iterator[int]:
    held = {
        id(item.context_expr)
        for node in _nodes(file)
        if isinstance(node, ast.With)
        for item in node.items
    }
    for node in _nodes(file):
        if _is_call_of(node, "QPainter") and id(node) not in held:
            yield node.lineno


def untranslatable() -> list[str]:
    """Each text to translate inside an f-string: the catalogue is never asked for it."""
    return [
        f"{_name(file)}:{node.lineno}"
        for file in _product_files()
        for text in _nodes(file)
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if _is_call_of(node, "_", "ngettext")
    ]


def torn_signs() -> list[str]:
    """Each text to translate where « or a sign may be left alone at the end or start of a line."""
    return [
        f"{_name(file)}:{text.lineno}"
        for file in _product_files()
        for node in _nodes(file)
        if _is_call_of(node, "_", "ngettext")
        for text in node.args
        if isinstance(text, ast.Constant) and TORN.search(str(text.value))
    ]


def sleepers() -> list[str]:
    imported = _through(_all_files(), lambda module: module == "time.sleep")
    return imported + _called(_all_files(), re.compile(r"(time|QThread)\.(m|u)?sleep"))


def unexplained_catches() -> list[str]:
    """Each `except` for everything that neither raises again nor says why on its line."""
    return [f"{_name(file)}:{line}" for file in _all_files() for line in _blind_lines(file)]


def _blind_lines(file: Path) -> Iterator[int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for node in _nodes(file):
        if isinstance(node, ast.ExceptHandler) and _catches_all(node):
            comment = lines[node.lineno - 1].partition("#")[2]
            again = isinstance(node.body[-1], ast.Raise)
            if not again and not NOQA.sub("", comment).strip("# -—–:"):
                yield node.lineno


def _catches_all(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "Exception"
    return re.search(r"\b(Base)?Exception\b", caught) is not None


@pytest.mark.parametrize("room", CLOSED_DOORS)
def test_imports_go_one_way(room: str) -> None:
    assert wrong_way(room) == []


def test_rules_import_only_the_standard_library_and_other_rules() -> None:
    assert _files_of("models.rules")
    assert impure_rules() == []


def test_tables_import_no_operation() -> None:
    assert busy_tables() == []


def test_migrations_do_not_follow_the_tables_of_today() -> None:
    assert migrations_that_follow_tables() == []


def test_only_search_and_the_care_of_the_file_know_the_dialect_of_the_database() -> None:
    assert spoken_dialect() == []


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    assert long_files() == []


def test_packaging_never_becomes_a_module() -> None:
    # It would hide PyPI's `packaging` from pytest and PyInstaller.
    assert (ROOT / "packaging").is_dir()
    assert packaging_modules() == []


def test_nobody_turns_the_event_loop_by_hand() -> None:
    assert turned_event_loops() == []


def test_dialogs_open_and_never_block() -> None:
    assert blocking_dialogs() == []


def test_painters_end_where_their_painting_does() -> None:
    assert open_painters() == []


def test_no_text_to_translate_hides_in_an_f_string() -> None:
    assert untranslatable() == []


def test_no_french_sign_is_torn_from_its_word() -> None:
    assert torn_signs() == []


def test_nobody_sleeps() -> None:
    assert sleepers() == []


def test_catching_everything_has_its_reason_beside_it() -> None:
    assert unexplained_catches() == []


# A house where each rule is broken once: what the tests above look for, they find.
WRONG_HOUSE = {
    "main.py": "from models.tables import Client\n",
    "models/rules/trust.py": "from models import clients\n",
    "models/clients.py": "def late():\n    import PySide6\n",
    "models/tables.py": "from . import clients\n",
    "models/migrations/first.py": "from models import tables\n",
    "models/month.py": "book.execute('SELECT name FROM sqlite_master')\n",
    "reports/monthly.py": "from ui import theme\n" + "#\n" * LONGEST_FILE,
    "ui/screen.py": "import reportlab.pdfgen\nQMessageBox.question(self)\nself._dialog.exec()\n",
    "ui/words.py": "f\"{_('a')} {count}\"\n_('a\\u00a0?')\n_('a ?')\n_('« a\\u00a0»')\n",
    "ui/curve.py": "with QPainter(self) as painter: ...\npainter = QPainter(self)\n",
    "ui/tasks.py": "from time import sleep\nQApplication.instance().processEvents()\n",
    "packaging/__init__.py": (
        "try: ...\nexcept Exception:\n    pass\n"
        "try: ...\nexcept (OSError, Exception):  # noqa: BLE001\n    pass\n"
        "try: ...\nexcept Exception:  # noqa: BLE001 - a plug-in may raise anything\n    pass\n"
        "try: ...\nexcept BaseException:\n    raise\n"
    ),
    "tests/test_slow.py": "qtbot.wait(5)\ntime.sleep(1)\n",
}


@pytest.fixture
def wrong_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in WRONG_HOUSE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)


@pytest.mark.usefixtures("wrong_house")
def test_each_broken_rule_is_seen() -> None:
    assert len(wrong_way("main")) == 2  # the module, and the name in it
    assert wrong_way("models") == ["models/clients.py:2 imports PySide6"]
    assert wrong_way("reports") == [
        "reports/monthly.py:1 imports ui",
        "reports/monthly.py:1 imports ui.theme",
    ]
    assert wrong_way("ui") == ["ui/screen.py:1 imports reportlab.pdfgen"]
    assert "models/rules/trust.py:1 imports models.clients" in impure_rules()
    assert busy_tables() == ["models/tables.py:1 imports models.clients"]
    assert migrations_that_follow_tables() == ["models/migrations/first.py:1 imports models.tables"]
    assert spoken_dialect() == ["models/month.py:1 sqlite_master"]
    assert long_files() == [f"reports/monthly.py: {LONGEST_FILE + 1} lines"]
    assert packaging_modules() == ["packaging/__init__.py"]
    assert turned_event_loops() == [
        "ui/tasks.py:2 instance.processEvents()",
        "tests/test_slow.py:1 qtbot.wait()",
    ]
    assert blocking_dialogs() == [
        "ui/screen.py:2 QMessageBox.question()",
        "ui/screen.py:3 dialog.exec()",
    ]
    assert open_painters() == ["ui/curve.py:2"]
    assert untranslatable() == ["ui/words.py:1"]
    assert torn_signs() == ["ui/words.py:3", "ui/words.py:4"]
    assert sleepers() == [
        "ui/tasks.py:1 imports time.sleep",
        "tests/test_slow.py:2 time.sleep()",
    ]
    assert unexplained_catches() == ["packaging/__init__.py:2", "packaging/__init__.py:5"]
