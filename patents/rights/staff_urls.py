"""/admin/rights/<patent>/."""

from django.urls import URLPattern, URLResolver, path

from patents.rights import staff

app_name = "rights_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/", staff.patent_rights, name="patent"),
    path("<int:pk>/<str:action>/", staff.deed, name="deed"),
]
