"""Run a creating form once, however often it is pressed."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import Refusal, Refused
from ipplatform.submissions.models import Submission

TOKEN_MISSING = Refusal("form_token_missing", _("表单已失效，请返回上一页重新打开表单后再提交。"))


def submission_once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run `act` (which returns the URL of its result) unless this form's token was used; returns the result's URL.

    `act` and the token's row commit together; two presses at once wait for each other and land on one result.
    A token used by somebody else is refused.
    """
    token = request.POST.get("form_token", "")[:64]
    if len(token) < 16:
        raise Refused(TOKEN_MISSING)
    user = request.user if isinstance(request.user, User) else None
    used = Submission.objects.filter(token=token).first()
    if used is None:
        try:
            with transaction.atomic():
                row = Submission.objects.create(token=token, user=user, result="")
                row.result = act()
                row.save(update_fields=["result"])
                return row.result
        except IntegrityError:
            used = Submission.objects.filter(token=token).first()
            if used is None:
                raise  # not our token's constraint: a real error of the deed
    if used.user_id != (user.pk if user else None):
        raise Refused(TOKEN_MISSING)
    return used.result
