"""Small pictures."""

from io import BytesIO

from PIL import Image


def a_picture(kind: str = "PNG", *, width: int = 4, height: int = 3, color: str = "red") -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), color).save(content, kind)
    return content.getvalue()
