"""What the mail about a finding says: the counts, the first titles, the way to exactly these records, the way out."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.alerts.models import AlertFinding
from ipplatform.alerts.selectors import finding_of_notice, unsubscribe_token
from ipplatform.notices.kinds import Letter
from ipplatform.notices.models import Notice
from ipplatform.search import index
from ipplatform.search.declarations import values_of

TITLES = 5


def finding_letter(notice: Notice) -> Letter | None:
    """The letter, with the headers of RFC 2369 and RFC 8058; None when the search was deleted meanwhile."""
    finding = finding_of_notice(notice.pk)
    if finding is None:
        return None
    out = f"{settings.PUBLIC_BASE_URL}{reverse('alerts:unsubscribe', args=[unsubscribe_token(finding.search)])}"
    counted = _("“%(name)s”：新的 %(new)d 件，有变化的 %(changed)d 件。") % {
        "name": finding.search.name, "new": finding.new_total, "changed": finding.changed_total,
    }  # fmt: skip
    lines = [counted, "", *(f"- {title}" for title in _titles(finding))]
    if finding.total > TITLES:
        lines.append(_("……全部在上面的链接里。"))
    lines += ["", _("不想再收到这条检索的提醒，打开这个链接确认，不用登录："), out]
    headers = {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter("\n".join(lines), headers)


def _titles(finding: AlertFinding) -> list[str]:
    """The first titles as the index has them now; a record that is gone meanwhile is left out."""
    declaration, ids = index(finding.search.index), finding.ids[:TITLES]
    found = {
        document.id: values_of(document.texts.get(declaration.title, "")) for document in declaration.documents(ids)
    }
    titles = [next(iter(found[one]), "") for one in ids if one in found]
    return [" ".join(title.split()) for title in titles if title]
