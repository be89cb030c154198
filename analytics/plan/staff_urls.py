from django.urls import path

from analytics.plan import staff

app_name = "plan_staff"
urlpatterns = [
    path("", staff.board, name="board"),
    path("create/", staff.create, name="create"),
    path("snapshots/", staff.snapshots, name="snapshots"),
    path("snapshots/<uuid:public_id>/", staff.snapshot, name="snapshot"),
    path("<int:year>/freeze/", staff.freeze, name="freeze"),
    path("<int:year>/export/<str:name>", staff.export, name="export"),
    path("<int:year>/tasks/<int:number>/", staff.task, name="task"),
    path("<int:year>/<str:code>/", staff.target, name="target"),
]
