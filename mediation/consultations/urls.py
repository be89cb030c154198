from django.urls import path, re_path

from mediation.consultations import views

app_name = "consultations"
urlpatterns = [
    path("desk/consultations/", views.desk_list, name="desk_list"),
    path("desk/consultations/new/", views.create, name="create"),
    path("desk/consultations/<str:number>/", views.desk_detail, name="desk_detail"),
    re_path(
        r"^desk/consultations/(?P<number>[\w-]+)/(?P<action>acknowledge|reopen|withdraw)/$",
        views.desk_move,
        name="desk_move",
    ),
]
