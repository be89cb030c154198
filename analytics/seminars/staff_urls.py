from django.urls import path, re_path

from analytics.seminars import staff

app_name = "seminars_staff"
urlpatterns = [
    path("", staff.staff_list, name="list"),
    path("new/", staff.announce, name="announce"),
    path("<slug:slug>/", staff.staff_detail, name="detail"),
    path("<slug:slug>/edit/", staff.edit, name="edit"),
    path("<slug:slug>/publish/", staff.publish, name="publish"),
    re_path(r"^(?P<slug>[\w-]+)/(?P<action>hold|cancel)/$", staff.staff_move, name="move"),
]
