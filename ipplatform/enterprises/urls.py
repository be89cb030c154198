from django.urls import path, re_path

from ipplatform.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("desk/join/", views.join, name="join"),
    path("desk/members/", views.members, name="members"),
    re_path(
        r"^desk/members/(?P<public_id>[0-9a-f-]{36})/(?P<action>admit|refuse)/$",
        views.member_decide,
        name="member_decide",
    ),
]
