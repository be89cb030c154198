from django.urls import path

from cms.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/notices/read/", views.notices_read, name="notices_read"),
]
