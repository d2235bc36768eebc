"""A PDF made fit for archives: PDF/A-3b, its data attached, its colours and its facts said.

What reportlab writes lacks a description in XMP, the meaning of its colours and its attachments;
pikepdf adds them. The same paper and files always give the same bytes.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, ObjectStreamMode, Pdf, Stream
from pikepdf.models.metadata import encode_pdf_date

_COLOURS = Path(__file__).with_name("srgb.icc")
_CLAIM = {"pdfaid:part": "3", "pdfaid:conformance": "B"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside a PDF: the data the paper was made from."""

    name: str
    mime: str
    description: str
    content: bytes


def archived(paper: bytes, made_on: date, files: Sequence[Attachment] = ()) -> bytes:
    """The paper as PDF/A-3b with `files` attached, dated `made_on`."""
    target = BytesIO()
    with Pdf.open(BytesIO(paper)) as pdf:
        for file in files:
            _attach(pdf, file, made_on)
        if files:
            pdf.Root.AF = Array([pdf.attachments[file.name].obj for file in files])
        _say_colours(pdf)
        _describe(pdf)
        _pack(pdf)
        pdf.save(
            target,
            deterministic_id=True,
            min_version="1.7",
            compress_streams=False,
            object_stream_mode=ObjectStreamMode.disable,
        )
    return target.getvalue()


def _attach(pdf: Pdf, file: Attachment, made_on: date) -> None:
    moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    attached = AttachedFileSpec(
        pdf,
        file.content,
        filename=file.name,
        description=file.description,
        mime_type=file.mime,
        creation_date=encode_pdf_date(moment),
        mod_date=encode_pdf_date(moment),
    )
    attached.relationship = Name.Data
    pdf.attachments[file.name] = attached


def _say_colours(pdf: Pdf) -> None:
    """What the numbers of colours mean: sRGB, its profile inside the file."""
    profile = pdf.make_stream(_COLOURS.read_bytes(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                Info="sRGB IEC61966-2.1",
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )


def _describe(pdf: Pdf) -> None:
    """The same facts in XMP as in the document's own, and the claim to be PDF/A-3b."""
    if "/Trapped" in pdf.docinfo:  # of no use outside printing works, and XMP has no word for it
        del pdf.docinfo["/Trapped"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
        facts.load_from_docinfo(pdf.docinfo)
        facts["dc:language"] = [str(pdf.Root.Lang)]
        facts["dc:format"] = "application/pdf"
        for name, value in _CLAIM.items():
            facts[name] = value


def _pack(pdf: Pdf) -> None:
    """Compress what is not yet, never leaving a stream that ends with a carriage return: with the
    line end that follows it, validators take it for the end of a line, and the length for wrong.

    A checksum ends compressed data, one in 256 with that byte; such a stream is left plain.
    """
    for one in pdf.objects:
        if not isinstance(one, Stream) or one.get("/Type") == Name.Metadata:
            continue  # readers look for the plain text of what describes the file
        raw = one.read_raw_bytes()
        if "/Filter" not in one:
            packed = zlib.compress(raw, 9)
            if not packed.endswith(b"\r"):
                one.write(packed, filter=Name.FlateDecode)
        elif raw.endswith(b"\r"):
            one.write(one.read_bytes())
