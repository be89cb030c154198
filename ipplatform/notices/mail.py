"""Sends the mails of notices: kind, number and link, and below them the letter of the few kinds that have one."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage

from ipplatform import clock
from ipplatform.notices.kinds import kind_letter, kind_sentence
from ipplatform.notices.models import Notice


def notices_mail(*, ids: Iterable[int]) -> int:
    """Mail the notices that were not mailed; a repeated call mails nothing twice. Returns how many were sent."""
    sent = 0
    for notice in Notice.objects.filter(pk__in=list(ids), mailed_at__isnull=True).order_by("pk").select_related("to"):
        # Written before the mail is claimed: if the letter cannot be written now, a later call mails the notice.
        letter = kind_letter(notice)
        if not Notice.objects.filter(pk=notice.pk, mailed_at__isnull=True).update(mailed_at=clock.now()):
            continue  # another worker claimed it
        sentence = f"{kind_sentence(notice.kind)} {notice.number}".strip()
        body = f"{sentence}\n{settings.PUBLIC_BASE_URL}{notice.link}" + (f"\n\n{letter.text}" if letter else "")
        EmailMessage(sentence, body, None, [notice.to.email], headers=dict(letter.headers) if letter else None).send()
        sent += 1
    return sent
