"""/admin/names/."""

from django.urls import URLPattern, URLResolver, path

from patents.names import staff

app_name = "names_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", staff.proposals, name="proposals"),
    path("find/", staff.find, name="find"),
    path("decide/", staff.decide, name="decide"),
    path("groups/", staff.groups, name="groups"),
    path("groups/<uuid:public_id>/", staff.group, name="group"),
    path("groups/<uuid:public_id>/label/", staff.relabel, name="relabel"),
    path("groups/<uuid:public_id>/enterprise/", staff.link, name="link"),
    path("groups/<uuid:public_id>/names/<int:name_id>/leave/", staff.leave, name="leave"),
    path("groups/<uuid:public_id>/dissolve/", staff.dissolve, name="dissolve"),
    path("rejected/", staff.rejected, name="rejected"),
    path("rejected/<uuid:public_id>/undo/", staff.rejection_take_back, name="rejection_undo"),
]
