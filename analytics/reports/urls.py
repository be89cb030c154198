from django.urls import path

from analytics.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.report_list, name="list"),
    path("reports/<slug:slug>/", views.report_detail, name="detail"),
    path("reports/<slug:slug>/pdf/", views.report_pdf, name="pdf"),
    path("reports/<slug:slug>/figures/<int:number>.csv", views.figure_csv, name="figure_csv"),
    path("reports/<slug:slug>/figures/<int:number>.png", views.figure_image, name="figure_image"),
]
