from django.urls import path, re_path

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
    path("<slug:code>/branches.xlsx", staff.tree_export, name="tree_export"),
    path("<slug:code>/branches/import/", staff.tree_upload, name="tree_upload"),
    path("<slug:code>/branches/import/take/", staff.tree_take, name="tree_take"),
    path("<slug:code>/branches/new/", staff.branch, name="branch_create"),
    path("<slug:code>/branches/<int:pk>/", staff.branch, name="branch"),
    path("<slug:code>/branches/<int:pk>/remove/", staff.branch_remove, name="branch_remove"),
    re_path(
        r"^(?P<code>[-\w]+)/branches/(?P<pk>[0-9]{1,18})/(?P<direction>up|down|in|out)/$",
        staff.branch_step,
        name="branch_step",
    ),
    path("<slug:code>/branches/<int:pk>/quality/", staff.quality_take, name="quality_take"),
    path("<slug:code>/samples/", staff.samples, name="samples"),
    re_path(r"^(?P<code>[-\w]+)/samples/new/(?P<kind>precision|pool|known)/$", staff.sample_new, name="sample_new"),
    path("<slug:code>/samples/<uuid:public_id>/", staff.sample, name="sample"),
    path("<slug:code>/samples/<uuid:public_id>.xlsx", staff.sample_export, name="sample_export"),
    path("<slug:code>/samples/<uuid:public_id>/judge/", staff.judge, name="judge"),
    path("<slug:code>/samples/<uuid:public_id>/remove/", staff.sample_remove, name="sample_remove"),
    path(
        "<slug:code>/samples/<uuid:public_id>/judges/<int:place>/remove/", staff.judging_remove, name="judging_remove"
    ),
    path("<slug:code>/counts/", staff.counts, name="counts"),
    path("<slug:code>/counts/now/", staff.count_now, name="count_now"),
]
