"""A copy of a PDF that a password opens (AES-256). It is not PDF/A, and does not claim to be."""

from io import BytesIO

from models.errors import Refused
from models.i18n import _

_SHORTEST = 8


def protect(content: bytes, password: str) -> bytes:
    """The same pages behind a password. Raises Refused for a password too short to protect."""
    import pikepdf  # long to import, rarely needed

    if len(password) < _SHORTEST:
        raise Refused(_("Choisissez un mot de passe de huit signes au moins."))
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        with pdf.open_metadata() as metadata:
            for key in [key for key in metadata if key.startswith("pdfaid:") or "pdfa" in key]:
                del metadata[key]
        lock = pikepdf.Encryption(owner=password, user=password, R=6, aes=True)
        pdf.save(made, encryption=lock)
    return made.getvalue()
