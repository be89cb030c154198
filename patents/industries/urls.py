from django.urls import URLPattern, URLResolver

app_name = "industries"
urlpatterns: list[URLPattern | URLResolver] = []
