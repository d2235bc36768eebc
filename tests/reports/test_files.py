"""A document is written whole or not at all, and a failure is a sentence."""

import errno
import os
import resource
import signal
from pathlib import Path

import pytest

from models.errors import CannotWrite
from reports.files import write_atomically


def test_a_document_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "mois.pdf", b"contenu")
    assert (tmp_path / "mois.pdf").read_bytes() == b"contenu"
    assert os.listdir(tmp_path) == ["mois.pdf"]


def test_an_older_document_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "mois.pdf"
    path.write_bytes(b"ancien")
    path.chmod(0o640)
    write_atomically(path, b"nouveau")
    assert path.read_bytes() == b"nouveau"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_document_is_for_its_owner_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "mois.pdf", b"noms de clients")
    assert (tmp_path / "mois.pdf").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_old_document_untouched(tmp_path: Path) -> None:
    path = tmp_path / "mois.pdf"
    path.write_bytes(b"ancien")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(CannotWrite, match="disque est plein"):
            write_atomically(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, previous)
    assert path.read_bytes() == b"ancien"
    assert os.listdir(tmp_path) == ["mois.pdf"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="ce dossier n’existe pas") as refusal:
        write_atomically(tmp_path / "absent" / "mois.pdf", b"x")
    assert str(tmp_path / "absent" / "mois.pdf") in str(refusal.value)


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "mois.pdf").mkdir()
    with pytest.raises(CannotWrite, match="un dossier porte déjà ce nom"):
        write_atomically(tmp_path / "mois.pdf", b"x")
    assert os.listdir(tmp_path) == ["mois.pdf"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_protected_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    # Whoever runs the tests may be allowed everything: the system's refusal is played here.
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr("reports.files.os.replace", refuse)
    with pytest.raises(CannotWrite, match="protégé"):
        write_atomically(tmp_path / "mois.pdf", b"x")
    assert os.listdir(tmp_path) == []


def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tuyau"
    os.mkfifo(path)
    with pytest.raises(CannotWrite, match="ce n’est pas un fichier"):
        write_atomically(path, b"x")
    assert path.is_fifo()


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "vrai.pdf").write_bytes(b"ancien")
    link = tmp_path / "lien.pdf"
    link.symlink_to(tmp_path / "vrai.pdf")
    write_atomically(link, b"nouveau")
    assert link.is_symlink()
    assert (tmp_path / "vrai.pdf").read_bytes() == b"nouveau"


@pytest.mark.parametrize(("name", "why"), [("", "un dossier porte"), ("a" * 300, "trop long")])
def test_a_name_that_can_be_none_is_told(name: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=why):
        write_atomically(tmp_path / name, b"x")
