from django.urls import path

from patents.industries import staff

app_name = "industries_staff"
urlpatterns = [
    path("", staff.staff_list, name="list"),
    path("new/", staff.create, name="create"),
    path("<slug:code>/", staff.detail, name="detail"),
    path("<slug:code>/edit/", staff.edit, name="edit"),
    path("<slug:code>/retire/", staff.retire, name="retire"),
    path("<slug:code>/expression/", staff.expression, name="expression"),
    path("<slug:code>/versions/", staff.versions, name="versions"),
    path("<slug:code>/versions/<int:version>/restore/", staff.restore, name="restore"),
    path("<slug:code>/branches/", staff.branches, name="branches"),
    path("<slug:code>/branches/new/", staff.branch, name="branch_create"),
    path("<slug:code>/branches/<int:pk>/", staff.branch, name="branch"),
    path("<slug:code>/branches/<int:pk>/remove/", staff.branch_remove, name="branch_remove"),
]
