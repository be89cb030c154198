from django.urls import path

from ipplatform.alerts import views

app_name = "alerts"
urlpatterns = [
    path("desk/searches/", views.searches, name="searches"),
    path("desk/searches/recent/", views.recent, name="recent"),
    path("desk/searches/<uuid:public_id>/rename/", views.rename, name="rename"),
    path("desk/searches/<uuid:public_id>/alert/", views.switch, name="switch"),
    path("desk/searches/<uuid:public_id>/delete/", views.delete, name="delete"),
    path("alerts/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
