"""Compile what the repository keeps as source: translation catalogues and the project's bytecode.

Run by .venv's Python at each set-up; does nothing when all is up to date.
"""

import compileall
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    for source in sorted(ROOT.glob("models/locale/*/LC_MESSAGES/compte_confiance.po")):
        _compile_catalogue(source)
    for room in ("models", "reports", "ui"):
        if (ROOT / room).is_dir():
            # A syntax error is told, with its place, by whoever imports the file.
            compileall.compile_dir(ROOT / room, quiet=2)


def _compile_catalogue(source: Path) -> None:
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    main()
