"""The system's libraries and tools that pip cannot bring: probed first, installed if need be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from speaking import say, stop

QT_LIBRARIES = [
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxcb-glx0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libbrotli1",
    "libzstd1",
    "libgssapi-krb5-2",
    "libcups2",
]
TEST_PACKAGES = [
    *("poppler-utils", "qpdf", "xvfb", "xauth"),
    *("at-spi2-core", "gir1.2-atspi-2.0", "python3-gi", "libxtst6", "dbus-daemon"),
]
TEST_COMMANDS = ["pdftoppm", "qpdf", "xvfb-run", "xauth", "dbus-run-session"]

# A test listens as a screen reader does, through the system's own Python.
_LISTENER = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

# Loading a platform plugin asks the system for every library it needs, without a display.
_PROBE = """
import ctypes, pathlib, sys
import PySide6.QtWidgets, PySide6.QtPdf, PySide6.QtPdfWidgets, PySide6.QtPrintSupport
import PySide6.QtSvg
folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:]:
    ctypes.CDLL(str(folder / f"libq{name}.so"))
"""


def ensure(python: Path, kind: str, log: Path) -> None:
    """Return once Qt loads in `python` and, for kind « test », the tests' tools are there."""
    if not sys.platform.startswith("linux") or not _lacks(python, kind):
        return
    wanted = QT_LIBRARIES + (TEST_PACKAGES if kind == "test" else [])
    root = _as_root()
    if root is not None and shutil.which("apt-get"):
        say("Installation des bibliothèques du système…", "Installing the system libraries…")
        _install(root, wanted, log)
    lacking = _lacks(python, kind)
    if lacking:
        _say_what_to_run(lacking, wanted)


def _lacks(python: Path, kind: str) -> str:
    """What is missing, in the loader's words; empty when nothing is."""
    platforms = ["offscreen"]
    if kind == "test" or "DISPLAY" in os.environ:
        platforms.append("xcb")
    probe = subprocess.run([python, "-c", _PROBE, *platforms], capture_output=True, text=True)
    if probe.returncode:
        return (probe.stderr.strip().splitlines() or [f"status {probe.returncode}"])[-1]
    if kind != "test":
        return ""
    lacking = [tool for tool in TEST_COMMANDS if not shutil.which(tool)]
    listener = subprocess.run(["/usr/bin/python3", "-c", _LISTENER], capture_output=True)
    return ", ".join([*lacking, *(["Atspi"] if listener.returncode else [])])


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root without a question, if that can be."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    ):
        return sudo
    return None


def _install(root: list[str], wanted: list[str], log: Path) -> None:
    """Install with the lists at hand, else with fresh ones."""
    quietly = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*quietly, "install", "--yes", "--no-install-recommends"]
    with log.open("a") as output:
        for refresh in (False, True):
            if refresh:
                subprocess.run([*quietly, "update"], stdout=output, stderr=output)
            names = [_name_here(name) for name in wanted]
            if not refresh and None in names:
                continue
            known = [name for name in names if name]
            if subprocess.run([*install, *known], stdout=output, stderr=output).returncode == 0:
                return
    print(*log.read_text(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)


def _name_here(name: str) -> str | None:
    """The package's name on this system: Debian 13 ends some in t64. None when it has neither."""
    for candidate in (name, f"{name}t64"):
        policy = subprocess.run(
            ["apt-cache", "policy", candidate],
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        )
        if "Candidate:" in policy.stdout and "Candidate: (none)" not in policy.stdout:
            return candidate
    return None


def _say_what_to_run(lacking: str, wanted: list[str]) -> None:
    names = [(shutil.which("apt-cache") and _name_here(name)) or name for name in wanted]
    line = f"apt-get install {' '.join(names)}"
    stop(
        f"Il manque au système : {lacking}. En administrateur, lancez :\n  {line}",
        f"The system lacks: {lacking}. As root, run the line above.",
    )
