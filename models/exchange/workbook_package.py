"""The zip a workbook is: what it holds, within limits, and its XML parts read as a stream.

Nothing is ever unpacked to the disk. Every part goes through defusedxml, which refuses document
types, entities and anything outside the file.
"""

import posixpath
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import BadZipFile, LargeZipFile, ZipFile

from models.errors import Refused
from models.i18n import _, format_number

MAX_BYTES = 1 << 28
MAX_MEMBERS = 10_000
MAX_UNPACKED = 1 << 31
MAX_RATIO = 250
"""Of a part to its packed size; real sheets reach 100."""
RATIO_FROM = 1 << 25
"""Smaller parts may be packed as tightly as they like."""

MAX_DEPTH = 64
MAX_TOKEN = 1 << 22
"""Bytes one name, attribute or comment may take: expat holds it whole, and reads it again and
again until it ends."""

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0"
_BLOCK = 1 << 16
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_UNREADABLE = (
    *(BadZipFile, LargeZipFile, SAXException, zlib.error, struct.error),
    *(OSError, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)
"""What zipfile, zlib and expat raise on bytes that are not what they say."""


def is_package(path: Path) -> bool:
    """Whether a file is packed as a workbook is, or is an old or locked one."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (*ZIP_MARKS, OLE_MARK)
    except (OSError, ValueError):
        return False  # said in a sentence by whoever reads it as a text


@contextmanager
def opened(path: Path) -> Iterator["Package"]:
    """The workbook's zip, checked; raises Refused when it is none, too big or damaged."""
    with _readable():
        _refuse_old(path)
        with ZipFile(path) as archive:
            _check(archive)
            yield Package(archive)


@contextmanager
def _readable() -> Iterator[None]:
    """Turn what damaged bytes raise into a sentence."""
    from defusedxml.common import DefusedXmlException

    try:
        yield
    except DefusedXmlException as error:
        raise Refused(
            _(
                "Ce classeur contient ce qu’aucun tableur n’écrit (des entités XML) : il n’est "
                "pas lu."
            )
        ) from error
    except _UNREADABLE as error:
        raise Refused(damaged()) from error


class Package:
    """The parts of an opened workbook."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def size(self, part: str) -> int:
        """A part's unpacked size in bytes, 0 when it is not there."""
        name = self._names.get(part.lower())
        return self._archive.getinfo(name).file_size if name else 0

    def feed(self, part: str, reader: "PartReader") -> Iterator[int]:
        """Read a part block by block, giving how many bytes were read so far.

        A part that is not there gives nothing.
        """
        from defusedxml.expatreader import create_parser

        name = self._names.get(part.lower())
        if name is None:
            return
        parser: Any = create_parser(forbid_dtd=True)
        parser.setContentHandler(reader)
        heard = 0
        with self._archive.open(name) as stream:
            while block := stream.read(_BLOCK):
                parser.feed(block)
                read = stream.tell()
                if reader.heard:
                    reader.heard, heard = False, read
                elif read - heard > MAX_TOKEN:
                    raise Refused(damaged())
                yield read
        parser.close()

    def elements(self, part: str, take: Callable[[str, dict[str, str]], None]) -> None:
        """Give `take` the local name and attributes of each element of a part."""
        for _read in self.feed(part, _Elements(take)):
            pass

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by id: (the last word of their kind, the part they lead to)."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def take(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                kind = posixpath.basename(attributes.get("Type", ""))
                target = attributes.get("Target", "").replace("\\", "/")
                place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[attributes.get("Id", "")] = (kind, place)

        self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), take)
        return found


class PartReader(ContentHandler):
    """What a part says, by names without prefix; raises ValueError when it is nested too deep."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = False
        self._depth = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX's names
        self.heard = True
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError("nested too deep")
        self.begin(_TAGS[name], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1
        self.end(_TAGS[name])

    def characters(self, content: str) -> None:
        self.heard = True
        self.text(content)

    def begin(self, tag: str, attrs: Any) -> None:
        """An element begins; `attrs.get(name)` reads its attributes."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, content: str) -> None:
        """Some text of the element that is open."""


class _Tags(dict[str, str]):
    """« x:row » → « row »; found once each, as long as they are not too many."""

    def __missing__(self, name: str) -> str:
        tag = name.rpartition(":")[2]
        if len(self) < MAX_MEMBERS:
            self[name] = tag
        return tag


_TAGS = _Tags()


class _Elements(PartReader):
    """Tells each element that begins."""

    def __init__(self, take: Callable[[str, dict[str, str]], None]) -> None:
        super().__init__()
        self._take = take

    def begin(self, tag: str, attrs: Any) -> None:
        self._take(tag, dict(attrs))


def _refuse_old(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise Refused(
            _("Ce classeur est trop gros : {limit} Mo au plus.").format(limit=MAX_BYTES >> 20)
        )
    with path.open("rb") as file:
        if file.read(4) == OLE_MARK:
            raise Refused(
                _(
                    "Ce classeur est protégé par un mot de passe, ou c’est un ancien .xls : "
                    "enregistrez-le en .xlsx, sans mot de passe."
                )
            )


def _check(archive: ZipFile) -> None:
    """Raise Refused unless this is a workbook's zip, within the limits."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refused(
            _("Ce classeur contient trop de parties : {limit} au plus.").format(
                limit=format_number(MAX_MEMBERS)
            )
        )
    if sum(member.file_size for member in members) > MAX_UNPACKED or any(
        member.file_size > max(RATIO_FROM, MAX_RATIO * member.compress_size) for member in members
    ):
        raise Refused(
            _("Ce classeur devient démesuré une fois décompressé : par prudence, il n’est pas lu.")
        )
    for name in archive.namelist():
        if (
            name.startswith(("/", "\\"))
            or ":" in name
            or ".." in name.replace("\\", "/").split("/")
        ):
            raise Refused(
                _("Ce classeur contient des noms qui sortent de son dossier : il n’est pas lu.")
            )
    _check_kind(archive)


def _check_kind(archive: ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if "xl/workbook.bin" in names:
        raise Refused(_("Ce classeur est au format .xlsb : enregistrez-le en .xlsx."))
    if "[content_types].xml" in names and not any(
        name.startswith(("word/", "ppt/")) for name in names
    ):
        return
    if "mimetype" in names and archive.open("mimetype").read(len(_ODS)) == _ODS:
        raise Refused(
            _(
                "Ce classeur est au format .ods : enregistrez-le en .xlsx ou en CSV, puis "
                "importez-le."
            )
        )
    raise Refused(
        _(
            "Ce fichier est un document ou une archive, pas un classeur : demandez un .xlsx ou "
            "un CSV."
        )
    )


def damaged() -> str:
    """The sentence for a workbook that cannot be read to its end."""
    return _(
        "Ce classeur est endommagé ou incomplet : ouvrez-le dans un tableur, enregistrez-le de "
        "nouveau en .xlsx, puis recommencez."
    )
