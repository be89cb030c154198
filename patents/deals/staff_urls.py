"""Addresses under /admin/deals/."""

from django.urls import path

from patents.deals import staff

app_name = "deals_staff"
urlpatterns = [
    path("", staff.deals, name="deals"),
    path("inquiries/", staff.inquiries, name="inquiries"),
    path("inquiries/<uuid:public_id>/", staff.inquiry, name="inquiry"),
    path("inquiries/<uuid:public_id>/<slug:slug>/", staff.inquiry_deed, name="inquiry_deed"),
    path("landings/", staff.landings, name="landings"),
    path("landings/<uuid:public_id>/", staff.landing, name="landing"),
    path("landings/<uuid:public_id>/<slug:slug>/", staff.landing_deed, name="landing_deed"),
    path("<str:number>/", staff.deal, name="deal"),
    path("<str:number>/<slug:slug>/", staff.deal_deed, name="deal_deed"),
    path("<str:number>/<slug:part>/<int:pk>/<slug:slug>/", staff.part_deed, name="part_deed"),
]
