from django.urls import URLPattern, URLResolver, path

from patents.offers import views

app_name = "offers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("offers/", views.offers, name="list"),
    path("offers/<str:number>/", views.offer_page, name="detail"),
    path("demands/", views.demands, name="demands"),
    path("demands/<str:number>/", views.demand_page, name="demand"),
    path("desk/offers/", views.desk_list, name="desk_list"),
    path("desk/offers/new/", views.desk_create, name="create"),
    path("desk/offers/<str:number>/", views.desk_detail, name="desk_detail"),
    path("desk/offers/<str:number>/edit/", views.desk_edit, name="desk_edit"),
    path("desk/offers/<str:number>/patents/", views.desk_patent_add, name="desk_patent_add"),
    path("desk/offers/<str:number>/patents/<int:pk>/remove/", views.desk_patent_remove, name="desk_patent_remove"),
    path("desk/offers/<str:number>/patents/<int:pk>/state/", views.desk_patent_state, name="desk_patent_state"),
    path("desk/offers/<str:number>/files/", views.desk_file_add, name="desk_file_add"),
    path("desk/offers/<str:number>/files/<int:pk>/remove/", views.desk_file_remove, name="desk_file_remove"),
    path("desk/offers/<str:number>/move/<str:action>/", views.desk_move, name="desk_move"),
    path("desk/demands/", views.desk_demands, name="desk_demands"),
    path("desk/demands/new/", views.desk_demand_create, name="demand_create"),
    path("desk/demands/<str:number>/", views.desk_demand, name="desk_demand"),
    path("desk/demands/<str:number>/edit/", views.desk_demand_edit, name="desk_demand_edit"),
    path("desk/demands/<str:number>/move/<str:action>/", views.desk_demand_move, name="desk_demand_move"),
]
