from django.urls import path

from analytics.plan import views

app_name = "plan"
urlpatterns = [path("figures/", views.figures, name="figures")]
