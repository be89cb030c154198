from django.urls import path

from mediation.people import views

app_name = "people"
urlpatterns = [path("mediators/", views.mediator_directory, name="directory")]
