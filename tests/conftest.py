"""What every test gets: no display, no network, a home of its own, French, no silent failure.

Fixtures of one room live in that room's conftest.py (tests/models, tests/reports, tests/ui…).
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import HealthCheck, settings

from models.i18n import use_language

_LEFT_OUT = ("COMPTE_CONFIANCE_BOOK", "LANGUAGE", "LC_ALL", "QT_STYLE_OVERRIDE")

settings.register_profile(
    "quick",
    max_examples=30,
    stateful_step_count=20,
    deadline=None,  # the machine may be busy
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    # The fixtures every test gets, below, do not depend on the example.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "campaign",
    settings.get_profile("quick"),
    max_examples=2_000,
    stateful_step_count=80,
    derandomize=False,
)
settings.load_profile("quick")  # `--hypothesis-profile=campaign` chooses the other


@pytest.fixture(scope="session")
def _cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for the session: the list of fonts is long to build."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_home(
    tmp_path_factory: pytest.TempPathFactory,
    _cache_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An empty home: no test reads or writes the files of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache_folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in _LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """Each test starts in French, whatever the one before it chose."""
    use_language("fr")
    yield
    use_language("fr")


@pytest.fixture(autouse=True)
def _no_unexpected_error(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged error fails the test. One that expects it reads `caplog`, then clears it."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, f"errors were logged: {[record.getMessage() for record in errors]}"
