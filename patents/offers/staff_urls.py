"""/admin/offers/ and /admin/demands/."""

from django.urls import URLPattern, URLResolver, path

from patents.offers import staff

app_name = "offers_staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("offers/", staff.queue, name="list"),
    path("offers/<str:number>/", staff.detail, name="detail"),
    path("offers/<str:number>/move/<str:action>/", staff.offer_move, name="move"),
    path("offers/<str:number>/files/", staff.file_add, name="file_add"),
    path("offers/<str:number>/patents/<int:pk>/", staff.state_record, name="state_record"),
    path("offers/<str:number>/holds/<uuid:public_id>/lift/", staff.hold_lift, name="hold_lift"),
    path("demands/", staff.demand_queue, name="demands"),
    path("demands/<str:number>/", staff.demand_detail, name="demand"),
    path("demands/<str:number>/move/<str:action>/", staff.demand_move, name="demand_move"),
]
