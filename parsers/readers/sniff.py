"""What a file is, by its content and never by its name."""

from __future__ import annotations

import re
from typing import Literal

from planhouse.errors import BrokenSourceError, EmptySourceError, UnsupportedFormatError

_HEAD = 1024
"""Bytes within which a PDF's header must begin (ISO 32000 readers accept leading rubbish up to here)."""

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image: run optical character recognition or give the published PDF"),
    (b"\xff\xd8\xff", "a JPEG image: run optical character recognition or give the published PDF"),
    (b"GIF8", "a GIF image: run optical character recognition or give the published PDF"),
    (b"II*\x00", "a TIFF image: run optical character recognition or give the published PDF"),
    (b"MM\x00*", "a TIFF image: run optical character recognition or give the published PDF"),
    (b"BM", "a bitmap image: run optical character recognition or give the published PDF"),
    (b"PK\x03\x04", "a zip archive or an Office file: unpack it, or save the document as PDF"),
    (b"PK\x05\x06", "an empty zip archive: fetch it again"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as PDF first"),
    (b"{\\rtf", "a rich text file: save it as PDF or plain text first"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ", "a program, not a document"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|svg)\b", re.I)

_PDF_OBJECT = re.compile(rb"(?:^|[\r\n])\d{1,10} \d{1,5} obj\s{0,3}(?:<<|\[)|\bendstream\s{1,3}endobj\b")
"""What stands between a PDF's header and its end, and in no text: a file whose header is damaged."""


def sniff_format(data: bytes) -> Literal["pdf", "text"]:
    """``pdf`` or ``text``.

    Raises:
        EmptySourceError: no bytes, or only white space.
        BrokenSourceError: parts of a PDF that lost its header.
        UnsupportedFormatError: of a known other format; the message names it and what to do.
    """
    if not data.strip(b" \t\r\n\x00\x0c\xef\xbb\xbf"):
        raise EmptySourceError("the file is empty: fetch it again")
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    for magic, what in _KNOWN:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:_HEAD]):
            raise UnsupportedFormatError(what)
    if _HTML.match(data):
        raise UnsupportedFormatError("a web page: save the document it links to, or print it to PDF")
    if _PDF_OBJECT.search(data):
        raise BrokenSourceError("the inside of a PDF without its first line: fetch it again")
    return "text"
