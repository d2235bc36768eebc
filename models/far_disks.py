"""Whether a file is on another computer's disk, where programs do not share memory about it."""

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_FAR = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "drvfs",
    "gfs2",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
}
_DRIVE_REMOTE = 4


def is_far(path: Path) -> bool:
    """Whether the file is reached through a network or another system; in doubt, it is."""
    if sys.platform == "win32":
        import ctypes

        drive = path.anchor or "\\"
        found: int = ctypes.windll.kernel32.GetDriveTypeW(drive)
        return drive.startswith("\\\\") or found == _DRIVE_REMOTE
    if sys.platform == "darwin":
        return path.is_relative_to("/Volumes")  # shares and sticks alike
    kind = _kind_of_mount(path, _MOUNTS.read_text("utf-8", "surrogateescape"))
    return kind in _FAR or kind.startswith("fuse.")


def _kind_of_mount(path: Path, mounts: str) -> str:
    """The type of the file system the path is in, by the nearest mount point above it."""
    nearest, kind = -1, ""
    for line in mounts.splitlines():
        _device, place, its_kind, *_rest = line.split(" ")
        point = Path(place.replace("\\040", " "))
        if len(point.parts) >= nearest and path.is_relative_to(point):
            nearest, kind = len(point.parts), its_kind
    return kind
