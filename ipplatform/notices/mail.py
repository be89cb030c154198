"""Sends the mails of notices: kind, number and link only."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail

from ipplatform import clock
from ipplatform.notices.kinds import kind_sentence
from ipplatform.notices.models import Notice


def notices_mail(*, ids: Iterable[int]) -> int:
    """Mail the notices that were not mailed; a repeated call mails nothing twice. Returns how many were sent."""
    sent = 0
    for notice in Notice.objects.filter(pk__in=list(ids), mailed_at__isnull=True).order_by("pk").select_related("to"):
        if not Notice.objects.filter(pk=notice.pk, mailed_at__isnull=True).update(mailed_at=clock.now()):
            continue  # another worker claimed it
        sentence = f"{kind_sentence(notice.kind)} {notice.number}".strip()
        send_mail(sentence, f"{sentence}\n{settings.PUBLIC_BASE_URL}{notice.link}", None, [notice.to.email])
        sent += 1
    return sent
