"""How many pages a PDF that we set has."""

from __future__ import annotations

import pypdfium2


def count_pages(pdf: bytes) -> int:
    """The number of its pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
