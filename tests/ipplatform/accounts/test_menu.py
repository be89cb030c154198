"""The staff menu: one item is marked on its page, never a second whose label begins alike."""

from itertools import permutations

from wagtail import hooks

from ipplatform.accounts.staffpages import RoleMenuItem


def test_no_menu_item_is_marked_on_the_page_of_another() -> None:
    items = [
        item
        for item in (make() for make in hooks.get_hooks("register_admin_menu_item"))
        if isinstance(item, RoleMenuItem)
    ]
    names = [item.name for item in items]
    assert len(names) > 10
    assert not [(one, other) for one, other in permutations(names, 2) if other.startswith(one)]
