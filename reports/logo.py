"""The shop's logo, made safe to print: a small picture on white, or none."""

from io import BytesIO

from PIL import Image

_PIXELS = 40_000_000
_PRINTED = (1200, 320)


def read_logo(content: bytes | None) -> Image.Image | None:
    """The picture reduced to print size; None when there is none or it cannot be read.

    A shop must get its report even if its logo file is damaged or absurdly large.
    """
    if not content:
        return None
    try:
        image = Image.open(BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP"))
        if image.width * image.height > _PIXELS:
            return None
        layer = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    layer.thumbnail(_PRINTED)
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")
