from django.urls import path

from mediation.proceedings import views

app_name = "proceedings"
urlpatterns = [
    path("services/", views.services_page, name="services"),
    path("desk/cases/", views.desk_list, name="desk_list"),
    path("desk/cases/apply/", views.apply_start, name="apply"),
    path("desk/cases/apply/<str:name>/<slug:step>/", views.apply_step, name="apply_step"),
    path("desk/cases/<str:name>/", views.room, name="room"),
    path("desk/cases/<str:name>/message/", views.message, name="message"),
    path("desk/cases/<str:name>/<slug:slug>/", views.room_deed, name="room_deed"),
]
