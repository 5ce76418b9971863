"""Take pictures that a page carries inside itself out into files of their own."""

from __future__ import annotations

import base64
import hashlib
import re
import struct

_IMAGE = re.compile(r'<img\b([^>]*?)\bsrc="data:image/(png|svg\+xml);base64,([^"]+)"([^>]*)>')
_WIDTH = re.compile(r'\bwidth="(\d+)"')
_SVG_SIZE = re.compile(r"""<svg\b[^>]*?\bwidth=['"](\d+)['"][^>]*?\bheight=['"](\d+)['"]""")


def take_out(html: str, folder: str, files: dict[str, bytes]) -> str:
    """Return `html` with its pictures in files, which are added to `files`.

    Parameters
    ----------
    html : str
        With pictures as data addresses, as `nnlab.plotting.show` and widgets write them.
    folder : str
        Where the files will be, as the page sees it.
    files : dict of str to bytes
        Content by name. A name comes from the content, so a picture that is shown twice is kept once.

    Returns
    -------
    str
        The browser fetches a picture when it comes near, and keeps its place free until then.
    """

    def replace(match: re.Match[str]) -> str:
        before, kind, encoded, after = match.groups()
        content = base64.b64decode(encoded)
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{kind[:3]}"
        files[name] = content
        size = size_attributes(content, before + after)
        return f'<img{before}src="{folder}/{name}" loading="lazy"{size}{after}>'

    return _IMAGE.sub(replace, html)


def size_attributes(content: bytes, attributes: str = "") -> str:
    """Return the attributes that keep a picture's place free while it is loaded.

    Parameters
    ----------
    content : bytes
        A PNG or an SVG.
    attributes : str
        What its ``<img>`` has already. A width among them stays, and the height is added that goes with it.

    Returns
    -------
    str
        With a blank before each; empty when the picture tells no size.
    """
    size = _size(content)
    if size is None:
        return ""
    width, height = size
    if given := _WIDTH.search(attributes):
        return f' height="{round(int(given[1]) * height / width)}"'
    return f' width="{width}" height="{height}"'


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or an SVG, or None when it tells none."""
    if content.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    match = _SVG_SIZE.search(content[:2000].decode("utf-8", "replace"))
    return (int(match[1]), int(match[2])) if match else None
