from django.urls import path

from analytics.reports import staff

app_name = "reports_staff"
urlpatterns = [
    path("", staff.staff_list, name="list"),
    path("plan/", staff.plan, name="plan"),
    path("<uuid:public_id>/", staff.detail, name="detail"),
    path("<uuid:public_id>/details/", staff.details, name="details"),
    path("<uuid:public_id>/freeze/", staff.freeze, name="freeze"),
    path("<uuid:public_id>/build/", staff.build, name="build"),
    path("<uuid:public_id>/sheet/", staff.sheet, name="sheet"),
    path("<uuid:public_id>/checklist/", staff.checklist, name="checklist"),
    path("<uuid:public_id>/citations/", staff.citations, name="citations"),
    path("<uuid:public_id>/interviews/", staff.interviews, name="interviews"),
    path("<uuid:public_id>/sections/<slug:key>/", staff.section, name="section"),
    path("<uuid:public_id>/moves/<slug:action>/", staff.move_view, name="move"),
]
