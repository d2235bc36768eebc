"""A copy of a PDF that asks for a password: AES-256, for whoever sends it by e-mail.

An encrypted file cannot be PDF/A; the copy no longer says that it is. Its attachments are
encrypted with it. Each copy has its own keys: no two have the same bytes.
"""

from io import BytesIO

from pikepdf import Encryption, Name, Pdf

from models.errors import Refused
from models.i18n import _

SHORTEST = 8


def protected(paper: bytes, password: str) -> bytes:
    """The copy, to be opened with `password`.

    Raises Refused for a password shorter than `SHORTEST` or longer than the format can hold.
    """
    if len(password) < SHORTEST:
        raise Refused(_("Choisissez un mot de passe d’au moins {n} caractères.").format(n=SHORTEST))
    if len(password.encode()) > 127:
        raise Refused(_("Ce mot de passe est trop long\u00a0: 127 octets au plus."))
    target = BytesIO()
    with Pdf.open(BytesIO(paper)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
            for name in ("pdfaid:part", "pdfaid:conformance"):
                if name in facts:
                    del facts[name]
        if Name.OutputIntents in pdf.Root:
            del pdf.Root.OutputIntents
        pdf.save(target, encryption=Encryption(user=password, owner=password, R=6))
    return target.getvalue()
