"""The project as others receive it: its locks, its papers, and no trace of one machine."""

import importlib
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
MADE_HERE = {
    *(".git", ".venv", "__pycache__", "build", "dist"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"),
}
# A lock's line: a pin (with a marker), a hash, or a comment on who asked for it.
PIN = re.compile(
    r"(?P<name>[a-z0-9._-]+)(\[[a-z0-9,_-]+\])?==(?P<version>[^ ;]+)( ; [^\\]+)? \\", re.I
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"    #( .*)?")
# Folders of one person's machine, private addresses, index hosts.
MACHINE = re.compile(
    rb"(?<![\w.])/(home|Users|root|work|opt|var/folders)/\w"
    rb"|file:/{2,3}\w|\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b"
    rb"|\.(internal|lan|local)\b[:/]|pypi\.org/simple|pythonhosted\.org"
)
READ_AS_TEXT = {
    *(".py", ".md", ".toml", ".txt", ".in", ".sh", ".cfg", ".yml", ".yaml", ".json", ".po"),
    *(".desktop", ".xml", ".nsi", ".svg", ".spec", ""),
}


def _project_files() -> list[Path]:
    """What git holds or would hold; without git, all that set-up did not make."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        listed = subprocess.run(listing, capture_output=True, check=True).stdout
        files = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):  # no git, or a copy without its history
        every = [file for file in ROOT.rglob("*") if file.suffix != ".mo"]
        files = [file for file in every if not MADE_HERE & set(file.relative_to(ROOT).parts)]
    files = [file for file in files if file.is_file()]
    assert Path(__file__).resolve() in files
    return files


def _pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text().splitlines()
    found = [match for line in lines if (match := PIN.fullmatch(line))]
    return {match["name"].lower(): match["version"] for match in found}


def _direct_dependencies() -> list[str]:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    names = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines]
    return [name.group() for name in names if name]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()
    strange = [
        line
        for line in lines
        if not (PIN.fullmatch(line) or HASH.fullmatch(line) or COMMENT.fullmatch(line))
    ]
    assert strange == []
    assert len(_pins(lock)) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_is_followed_by_its_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()
    naked = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.fullmatch(line) and not HASH.fullmatch(following)
    ]
    assert naked == []


def test_the_tests_run_with_the_versions_the_program_runs_with() -> None:
    assert _pins("requirements.txt").items() <= _pins("requirements-dev.txt").items()


def test_each_direct_dependency_is_locked() -> None:
    locked = {_normal(name) for name in _pins("requirements.txt")}
    wanted = {_normal(name) for name in _direct_dependencies()}
    assert len(wanted) > 5
    assert wanted <= locked


def test_no_file_names_the_machine_it_was_made_on() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {found.group().decode()}"
        for file in _project_files()
        if file.suffix in READ_AS_TEXT and file != Path(__file__).resolve()
        for found in MACHINE.finditer(file.read_bytes())
    ]
    assert named == []


def test_a_path_of_a_machine_would_be_seen() -> None:
    for trace in (
        b"see /home/someone/x",
        b"file:///srv/x",
        b"192.168.1.12",
        b"https://pypi.org/simple",
    ):
        assert MACHINE.search(trace)
    for harmless in (b"ui/home/x", b"models/root/", b"10.17.0", b"http://www.w3.org/2000/svg"):
        assert not MACHINE.search(harmless)


def _catalogue(*messages: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    catalogue = Catalog(locale="en")
    for text, translation in messages:
        catalogue.add(text, translation)
    return catalogue


def test_the_check_of_translations_sees_each_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    find_faults = importlib.import_module("check_translations").find_faults
    plural = ("{n} client", "{n} clients")
    code = _catalogue(("Oui", ""), ("Non", ""), ("À {name}", ""), (plural, ("", "")), ("Bon", ""))
    english = _catalogue(("Oui", "Yes"), ("Non", ""), ("À {name}", "To {nom}"), ("Parti", "Gone"))
    english.add(plural, ("{n} client", ""))
    english.add("Bon", "Good", flags=["fuzzy"])
    faults = [fault.rpartition(" (")[0] for fault in find_faults(code, english)]
    assert faults == [
        "empty: 'Non'",
        "placeholders: 'À {name}'",
        "empty: '{n} client'",
        "fuzzy: 'Bon'",
        "obsolete: 'Parti'",
    ]
    assert len(list(find_faults(code, Catalog(locale="en")))) == len(code)
    whole = _catalogue(("Oui", "Yes"), (plural, ("One client", "{n} clients")))
    assert list(find_faults(_catalogue(("Oui", "")), _catalogue(("Oui", "Yes")))) == []
    assert len(list(find_faults(_catalogue((plural, ("", ""))), whole))) == 2


def test_the_version_is_the_one_the_changelog_opens_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    entries = re.findall(
        r"^## \[?v?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    assert entries[:1] == [project["version"]]


def test_contributing_says_why_each_dependency_is_there() -> None:
    text = _normal((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert [name for name in _direct_dependencies() if _normal(name) not in text] == []


def test_the_licence_is_the_gpl_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_top_level_holds_what_was_agreed() -> None:
    agreed = {
        *("main.py", "pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md"),
        *("CONTRIBUTING.md", "ui", "models", "reports", "tests", "packaging", ".ci"),
        *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
        *(".gitignore", ".gitattributes", ".editorconfig"),
    }
    assert {file.relative_to(ROOT).parts[0] for file in _project_files()} <= agreed
