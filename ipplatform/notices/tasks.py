"""Entry layer of the mail queue."""

from django_tasks import task

from ipplatform.notices.mail import notices_mail


@task(queue_name="mail")
def notices_mail_task(ids: list[int]) -> int:
    """Mail notices by id; repeated, it mails nothing twice."""
    return notices_mail(ids=ids)
