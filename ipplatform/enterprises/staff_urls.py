from django.urls import path, re_path

from ipplatform.enterprises import staff

app_name = "enterprises_staff"
UUID = "[0-9a-f-]{36}"
urlpatterns = [
    path("", staff.staff_list, name="list"),
    path("new/", staff.create, name="create"),
    path("<uuid:public_id>/", staff.detail, name="detail"),
    path("<uuid:public_id>/areas/", staff.propose, name="propose"),
    re_path(
        rf"^(?P<public_id>{UUID})/areas/(?P<area_id>{UUID})/(?P<action>approve|refuse)/$",
        staff.area_decide,
        name="area_decide",
    ),
    re_path(
        rf"^(?P<public_id>{UUID})/members/(?P<membership_id>{UUID})/(?P<action>admit|refuse)/$",
        staff.member_decide,
        name="member_decide",
    ),
]
