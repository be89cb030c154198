from django.urls import path

from mediation.proceedings import staff

app_name = "proceedings_staff"
urlpatterns = [
    path("", staff.board, name="list"),
    path("all/", staff.case_list, name="all"),
    path("new/", staff.intake, name="intake"),
    path("from-consultation/", staff.convert, name="convert"),
    path("<str:name>/", staff.case_page, name="case"),
    path("<str:name>/message/", staff.message, name="message"),
    path("<str:name>/<slug:slug>/", staff.case_deed, name="deed"),
]
