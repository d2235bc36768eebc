"""Set-up on a fresh machine: `set_up.py run` for the program, `set_up.py test` for its tests too.

Makes .venv, installs the locked libraries, the system libraries Qt needs, and compiles what can
be compiled. When all of that was done before, it only looks at a stamp. Called by the Makefile
through set_up.sh, with the machine's own Python: the standard library only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries
from speaking import say, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOG = VENV / "set-up.log"
LOCKS = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-dev.txt"}
NO_NETWORK = ("Failed to establish a new connection", "Temporary failure in name", "ProxyError")
SUPPORTED = (3, 11), (3, 15)  # what PySide6 6.11 is built for
_VERSION = "import sys; print(*sys.version_info[:3], sys.platform)"


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in LOCKS:
        sys.exit("usage: set_up.py run|test")
    VENV.mkdir(exist_ok=True)
    with (VENV / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two `make` at once: the second waits
        if not _done(kind):
            _set_up(kind)
    subprocess.run([VENV_PYTHON, ROOT / "packaging" / "compile_project.py"], check=True)


def _set_up(kind: str) -> None:
    _make_environment()
    _install(kind)
    system_libraries.ensure(VENV_PYTHON, kind, LOG)
    _compile_libraries()
    _stamp("run").write_text(_state("run"))
    _stamp(kind).write_text(_state(kind))


def _done(kind: str) -> bool:
    stamp = _stamp(kind)
    return stamp.exists() and stamp.read_text() == _state(kind)


def _stamp(kind: str) -> Path:
    return VENV / f"set-up-{kind}.stamp"


def _state(kind: str) -> str:
    """What was set up: the lock's content and the Python that runs it."""
    return f"{hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()} {_environment_version()}"


def _environment_version() -> str:
    """For example « 3 11 7 linux »; empty when .venv has no Python that starts."""
    if not VENV_PYTHON.exists():
        return ""
    answer = subprocess.run([VENV_PYTHON, "-c", _VERSION], capture_output=True, text=True)
    return answer.stdout.strip()


def _make_environment() -> None:
    version = tuple(int(part) for part in _environment_version().split()[:2])
    if SUPPORTED[0] <= version < SUPPORTED[1]:
        return
    # Not venv's --clear: it would take the lock file away from under us.
    for name in ("bin", "include", "lib"):
        shutil.rmtree(VENV / name, ignore_errors=True)
    made = _logged([sys.executable, "-m", "venv", "--without-pip", VENV])
    if not made or not _environment_version():
        stop(
            f"{sys.executable} ne sait pas créer d’environnement (module venv) ; "
            f"sous Debian : apt-get install python3-venv. Détails : {LOG}",
            f"{sys.executable} cannot make an environment (venv module); "
            f"on Debian: apt-get install python3-venv. Details: {LOG}",
        )


def _install(kind: str) -> None:
    say(
        "Installation des bibliothèques (une seule fois, quelques minutes)…",
        "Installing the libraries (only once, a few minutes)…",
    )
    options = ["--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check"]
    if not _logged([*_pip(), "install", *options, "--progress-bar=off", "-r", LOCKS[kind]]):
        _explain_failure()


def _pip() -> list[str | Path]:
    """A pip that installs into .venv: this machine's, else the one ensurepip brings."""
    if _works([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", VENV_PYTHON]
    if _works([VENV_PYTHON, "-m", "ensurepip"]):
        return [VENV_PYTHON, "-m", "pip"]
    stop(
        f"pip manque à {sys.executable} ; sous Debian : apt-get install python3-pip.",
        f"{sys.executable} has no pip; on Debian: apt-get install python3-pip.",
    )


def _explain_failure() -> None:
    log = LOG.read_text(errors="replace")
    if any(sign in log for sign in NO_NETWORK):
        stop(
            "Pas de réseau : les bibliothèques n’ont pas pu être téléchargées. Relancez la "
            f"commande une fois connecté. Détails : {LOG}",
            "No network: the libraries could not be downloaded. Run the command again once "
            f"connected. Details: {LOG}",
        )
    print(*log.splitlines()[-15:], sep="\n", file=sys.stderr)
    stop(
        f"Les bibliothèques n’ont pas pu être installées (fin de {LOG} ci-dessus).",
        f"The libraries could not be installed (end of {LOG} above).",
    )


def _compile_libraries() -> None:
    """Bytecode of the libraries, for a quick start even where writing it is switched off."""
    # A few files of the libraries are templates that do not compile: the status says nothing.
    subprocess.run(
        [VENV_PYTHON, "-m", "compileall", "-q", "-q", "-j", "0", VENV / "lib"], check=False
    )


def _works(command: list[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def _logged(command: list[str | Path]) -> bool:
    """Run `command` with its output in the log; False when it failed."""
    with LOG.open("w") as log:
        # PIP_USER=0: a machine that asks for --user installs would refuse an environment.
        environment = {**os.environ, "PIP_USER": "0"}
        ran = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
    return ran.returncode == 0


if __name__ == "__main__":
    try:
        main()
    except OSError as error:  # a full disk, a folder that cannot be written
        stop(f"Mise en place impossible : {error}.", f"Set-up cannot go on: {error}.")
