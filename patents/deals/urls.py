from django.urls import path

from patents.deals import views

app_name = "deals"
urlpatterns = [
    path("offers/<str:number>/inquire/", views.inquiry_create, name="inquiry_create"),
    path("demands/<str:number>/inquire/", views.demand_inquiry_create, name="demand_inquiry_create"),
    path("desk/inquiries/", views.desk_inquiries, name="desk_inquiries"),
    path("desk/inquiries/<uuid:public_id>/", views.desk_inquiry, name="desk_inquiry"),
    path("desk/inquiries/<uuid:public_id>/files/<uuid:file_id>/", views.data_room_file, name="data_room_file"),
    path("desk/inquiries/<uuid:public_id>/<slug:slug>/", views.desk_inquiry_deed, name="desk_inquiry_deed"),
    path("desk/deals/", views.desk_deals, name="desk_deals"),
    path("desk/deals/<str:number>/", views.desk_deal, name="desk_deal"),
    path("desk/deals/<str:number>/<slug:slug>/", views.desk_deed, name="desk_deed"),
    path(
        "desk/deals/<str:number>/<slug:part>/<int:pk>/<slug:slug>/", views.desk_part_deed, name="desk_part_deed"
    ),
]  # fmt: skip
