"""Tiny PDFs written by hand: pages of drawing operators with the standard fonts, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

FONTS = {
    "F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique", "F4": "Courier",
    "F5": "Times-Roman",
}  # fmt: skip


def text(x: float, y: float, words: str, size: float = 10, font: str = "F1", extra: str = "") -> str:
    """Operators that print ``words`` with the baseline's start at x, y (points from the foot)."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {extra} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def turned(a: int, b: int, c: int, d: int, x: float, y: float, words: str, size: float = 10) -> str:
    """Operators that print ``words`` under the given text matrix."""
    return f"BT /F1 {size} Tf {a} {b} {c} {d} {x} {y} Tm ({words}) Tj ET\n"


def pdf(
    *pages: str,
    size: tuple[float, float] = (400, 300),
    page: str = "",
    objects: Sequence[bytes] = (),
    catalog: str = "",
) -> bytes:
    """A PDF with one page for each string of operators.

    Args:
        pages: content streams.
        size: width and height of the media box in points.
        page: further entries of each page's dictionary, such as ``/Rotate 90``; ``{i}`` is its index.
        objects: further objects; they are numbered from 100.
        catalog: further entries of the catalogue.
    """
    fonts = " ".join(
        f"/{k} << /Type /Font /Subtype /Type1 /BaseFont /{v} /Encoding /WinAnsiEncoding >>"
        for k, v in FONTS.items()
    )
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    bodies: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: f"<< /Font << {fonts} >> /XObject << /Im1 4 0 R >> >>".encode(),
        4: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Length 1 >>\nstream\n\x80\nendstream",
    }
    for i, content in enumerate(pages):
        stream = content.encode("cp1252")
        box = f"/MediaBox [0 0 {size[0]} {size[1]}] /Resources 3 0 R"
        bodies[10 + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {11 + 2 * i} 0 R "
            f"{page.replace('{i}', str(i))} >>".encode()
        )
        bodies[11 + 2 * i] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    for i, body in enumerate(objects):
        bodies[100 + i] = body
    return assemble(bodies)


def assemble(bodies: dict[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Numbered objects as a file with cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number, body in sorted(bodies.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in sorted(offsets.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    out += f"trailer\n<< /Size {max(bodies) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
