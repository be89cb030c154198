"""How the room's tests ask for a refusal by name."""

import pytest

from ipplatform.moves import Refused


def refused(call, *args, **kwargs):
    """The code of the refusal that a call raises."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.refusal.code
