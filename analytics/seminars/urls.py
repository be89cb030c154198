from django.urls import path

from analytics.seminars import views

app_name = "seminars"
urlpatterns = [
    path("seminars/", views.seminar_list, name="list"),
    path("seminars/<slug:slug>/", views.seminar_detail, name="detail"),
]
