"""HTML -> PDF by WeasyPrint, nowhere else: fonts embedded, tagged, the same bytes for the same input, no network.

Must not know what a document says. Pages ask for three kinds of address only: `static:css/print_letter.css` (files
under ipplatform/static), `res:figure-1.svg` (bytes given with the call) and `data:`; else the document is refused.
WeasyPrint itself is loaded with the first document: a process that only serves pages starts a second earlier.
"""

from ipplatform.documents.fonts import FontCut, fonts_line, fonts_used
from ipplatform.documents.pdf import LETTER_CSS, REPORT_CSS, DocumentError, Pdf, pdf_from_html

__all__ = [
    "LETTER_CSS",
    "REPORT_CSS",
    "DocumentError",
    "FontCut",
    "Pdf",
    "fonts_line",
    "fonts_used",
    "pdf_from_html",
]
