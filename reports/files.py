"""Writing a finished document: the whole new file, or the old one untouched."""

import errno
import os
import tempfile
from pathlib import Path

from models.errors import CannotWrite
from models.i18n import _

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, replacing what was there only once all of it is on the disk.

    Raises CannotWrite with a sentence to show; a file already at `path` is then unchanged.
    """
    path = Path(path)
    try:
        path = _file_meant(path)
        temporary = _write_beside(path, content)
        try:
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(_sentence(path, error)) from error


def _file_meant(path: Path) -> Path:
    """The file a link leads to; raises OSError for what is there and is no file: a folder, a
    device or a pipe would be replaced by a file, and be lost."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENODEV, "", str(path))
    return path.resolve() if path.is_symlink() else path


def _write_beside(path: Path, content: bytes) -> Path:
    """A synced temporary file in the same folder, with the permissions a new file would get."""
    handle, name = tempfile.mkstemp(prefix=".compte-confiance-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_permissions(path))
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _permissions(path: Path) -> int:
    """Those of the file replaced, else read and write for its owner only: it names clients."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o600


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows has no such call on folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in _DISK_FULL:
        why = _("le disque est plein. Faites de la place, puis recommencez.")
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        why = _("ce dossier n’existe pas. Choisissez-en un autre.")
    elif isinstance(error, IsADirectoryError):
        why = _("un dossier porte déjà ce nom. Choisissez un autre nom.")
    elif error.errno == errno.ENODEV:
        why = _("ce n’est pas un fichier. Choisissez un autre nom.")
    elif error.errno == errno.ENAMETOOLONG:
        why = _("ce nom est trop long. Choisissez-en un plus court.")
    elif error.errno in _NOT_ALLOWED:
        why = _("ce dossier ou ce fichier est protégé. Choisissez un autre endroit.")
    else:
        why = error.strerror or str(error)
    return _("Le fichier «\u00a0{path}\u00a0» n’a pas été écrit\u00a0: {why}").format(
        path=path, why=why
    )
