"""Composition of all addresses (contract.md) and the closed table of links upward."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from ipplatform.addresses import addresses_fill
from ipplatform.site.health import healthz

# name -> route; `{% address "name" args %}` in any template. The only way a page links to a room above its own.
ADDRESSES = {
    "desk": "desk:home",
    "patent": "catalogue:patent",
    "patents": "catalogue:search",
    "patents_found": "catalogue:found",
    "desk_searches": "alerts:searches",
    "offers": "offers:list",
    "offer": "offers:detail",
    "offer_create": "offers:create",
    "desk_offers": "offers:desk_list",
    "demands": "offers:demands",
    "demand_create": "offers:demand_create",
    "desk_demands": "offers:desk_demands",
    "inquiry_create": "deals:inquiry_create",
    "demand_inquiry_create": "deals:demand_inquiry_create",
    "desk_inquiries": "deals:desk_inquiries",
    "desk_deals": "deals:desk_deals",
    "desk_consultations": "consultations:desk_list",
    "consultation_create": "consultations:create",
    "desk_cases": "proceedings:desk_list",
    "desk_exports": "catalogue:exports",
    "case_apply": "proceedings:apply",
    "services": "proceedings:services",
    "mediators": "people:directory",
    "reports": "reports:list",
    "report": "reports:detail",
    "figures": "plan:figures",
    "file": "files:download",
    "job_progress": "jobs:progress",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("files/", include("ipplatform.files.urls")),
    path("jobs/", include("ipplatform.jobs.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("cms.desk.urls")),
        path("", include("ipplatform.enterprises.urls")),
        path("", include("ipplatform.alerts.urls")),
        path("", include("patents.catalogue.urls")),
        path("", include("patents.offers.urls")),
        path("", include("patents.deals.urls")),
        path("", include("mediation.people.urls")),
        path("", include("mediation.consultations.urls")),
        path("", include("mediation.proceedings.urls")),
        path("", include("analytics.seminars.urls")),
        path("", include("analytics.reports.urls")),
        path("", include("analytics.plan.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

addresses_fill(ADDRESSES)
