"""The copy behind a password: AES-256, the same words, and no claim to be an archive."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf.models.encryption import EncryptionMethod

from models.errors import Refused
from reports.protected import protected

PASSWORD = "garage-2026"


def _archive() -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "3"
            metadata["pdfaid:conformance"] = "B"
            metadata["dc:title"] = "Octobre 2026"
        pdf.save(made)
    return made.getvalue()


def test_only_the_password_opens_it_with_aes_256() -> None:
    content = protected(_archive(), PASSWORD)
    for wrong in ("", "autre"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(content), password=wrong)
    with pikepdf.open(BytesIO(content), password=PASSWORD) as pdf:
        assert len(pdf.pages) == 1
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.file_method == EncryptionMethod.aesv3


def test_it_no_longer_claims_to_be_an_archive() -> None:
    with pikepdf.open(BytesIO(protected(_archive(), PASSWORD)), password=PASSWORD) as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == ""
        assert metadata["dc:title"] == "Octobre 2026"


def test_a_password_too_short_to_protect_is_refused() -> None:
    with pytest.raises(Refused, match="8 caractères"):
        protected(_archive(), "court")
