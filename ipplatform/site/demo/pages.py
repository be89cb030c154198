"""Sample news, notices and policies."""

from cms.pages.demo import pages_demo
from cms.pages.selectors import slugs_present
from ipplatform.site.demo.frame import Frame


def load(frame: Frame) -> dict[str, int]:
    """Publish the samples that are missing."""
    pages_demo(by=frame.persons["editor"], on=frame.today)
    return {"entries": len(slugs_present())}
