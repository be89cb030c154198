"""Django's `makemessages` that also knows the names under which this project imports gettext (scripts/messages.sh)."""

from django.core.management.commands import makemessages

# `from django.utils.translation import gettext as _g`: xgettext finds a call by its name alone.
ALIASES = ("_g", "_lazy", "lazy", "_noop")


class Command(makemessages.Command):
    """The same command; see `scripts/messages.sh` for how the catalogue is made."""

    xgettext_options = [*makemessages.Command.xgettext_options, *(f"--keyword={name}" for name in ALIASES)]
