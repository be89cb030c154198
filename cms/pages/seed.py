"""The pages every site has and the editors' rights to them; repeated after every migrate, changes nothing twice."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from cms.pages.models import HomePage, NewsIndexPage, PolicyIndexPage, PublicPage, TextPage
from cms.pages.seed_text import HOME_SUMMARY, HOME_SUMMARY_EN, INDEX_TEXTS, STANDING_PAGES
from ipplatform.accounts.roles import EDITOR

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
COLLECTION_PERMISSIONS = (
    (Image, ("add_image", "change_image", "choose_image")),
    (Document, ("add_document", "change_document", "choose_document")),
)


def pages_seed(sender: object, **kwargs: Any) -> None:
    """Make home, lists and standing pages where missing, and let editors in. Text that editors changed stays."""
    if HomePage._meta.db_table not in connection.introspection.table_names():
        return  # a migrate that stopped below this room
    home = _home()
    for kind, slug, title, title_en, summary, summary_en in INDEX_TEXTS:
        _child(
            home,
            {"news": NewsIndexPage, "policies": PolicyIndexPage}[kind],
            slug,
            title,
            title_en=title_en,
            summary=summary,
            summary_en=summary_en,
            show_in_menus=True,
        )
    for page in STANDING_PAGES:
        _child(
            home,
            TextPage,
            page["slug"],
            page["title"],
            **{key: page[key] for key in ("title_en", "summary", "summary_en", "body", "body_en")},
        )
    _editor_rights(home)


def _home() -> HomePage:
    found = HomePage.objects.first()
    if found is not None:
        return found
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    before = list(root.get_children())
    home: HomePage = root.add_child(
        instance=HomePage(title="首页", slug="front", title_en="Home", summary=HOME_SUMMARY, summary_en=HOME_SUMMARY_EN)
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost", port=80
    )
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()
    for page in before:
        page.delete()  # Wagtail's own welcome page
    return home


def _child(parent: Page, kind: type[PublicPage], slug: str, title: str, **fields: Any) -> None:
    if not parent.get_children().filter(slug=slug).exists():
        parent.add_child(instance=kind(title=title, slug=slug, **fields))


def _editor_rights(home: HomePage) -> None:
    group, _created = Group.objects.get_or_create(name=EDITOR)
    for codename in PAGE_PERMISSIONS:
        GroupPagePermission.objects.get_or_create(
            group=group, page=home.page_ptr, permission=_permission(Page, codename)
        )
    root = Collection.get_first_root_node() or Collection.add_root(instance=Collection(name="Root"))
    for model, codenames in COLLECTION_PERMISSIONS:
        for codename in codenames:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=_permission(model, codename)
            )


def _permission(model: type[models.Model], codename: str) -> Permission:
    kind = ContentType.objects.get_for_model(model)
    found, _created = Permission.objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": codename}
    )
    return found
