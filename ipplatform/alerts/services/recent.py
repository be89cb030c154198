"""Recent searches: written for a signed-in person only, and only while that person has not switched them off."""

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.alerts.models import RecentSearches
from ipplatform.alerts.selectors import MAX_RECENT, Recent
from ipplatform.alerts.services.searches import LONGEST_ADDRESS


def recent_note(*, user: User, known: Recent, index: str, text: str, address: str, said: str) -> None:
    """Put a search on top of what is known of the person's; the same words with other filters take each other's place.

    At most two queries. Two pages opened at once: one of them may be missing, which is no harm.
    """
    entry = {"index": index, "text": text, "address": address, "said": said}
    if not known.kept or len(address) > LONGEST_ADDRESS or (known.entries and known.entries[0] == entry):
        return
    others = [one for one in known.entries if (one["index"], one["text"]) != (index, text)]
    entries = [entry, *others][:MAX_RECENT]
    # The condition keeps out what a page still wrote while the person switched it off.
    if not RecentSearches.objects.filter(owner=user, kept=True).update(entries=entries):
        RecentSearches.objects.get_or_create(owner=user, defaults={"entries": entries})


def recent_clear(*, user: User) -> None:
    """Forget them."""
    RecentSearches.objects.filter(owner=user).update(entries=[])


@transaction.atomic
def recent_switch(*, user: User, kept: bool) -> None:
    """Keep them from now on, or keep none: switched off, what was kept is forgotten at once."""
    RecentSearches.objects.update_or_create(owner=user, defaults={"kept": kept, "entries": []})
