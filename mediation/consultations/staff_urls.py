from django.urls import path, re_path

from mediation.consultations import staff

app_name = "consultations_staff"
urlpatterns = [
    path("", staff.queue, name="list"),
    path("new/", staff.on_behalf, name="on_behalf"),
    path("<str:number>/", staff.detail, name="detail"),
    re_path(r"^(?P<number>[\w-]+)/(?P<action>assign|decline|answer|close)/$", staff.staff_move, name="move"),
]
