"""Sample papers: one small real PDF a title, made once a process."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from ipplatform.documents import pdf_from_html

AUTHORITY, EXTRACT, CONSENT = "示例权属证明", "示例专利登记簿副本", "示例共有人同意书"
_PAGE = (
    '<!doctype html><html lang="zh-CN"><head><title>{0}</title>'
    "<style>body{{font-family:'Noto Serif SC'}}</style></head>"
    "<body><h1>{0}</h1><p>本页为示例文件，不是任何真实材料。</p></body></html>"
)


@cache
def pdf(title: str) -> bytes:
    """The bytes of the sample paper of a title."""
    return pdf_from_html(_PAGE.format(title)).content


def upload(title: str) -> SimpleUploadedFile:
    """The same as a browser would send it."""
    return SimpleUploadedFile(f"{title}.pdf", pdf(title), content_type="application/pdf")
