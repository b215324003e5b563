"""Addresses of the public pages."""

from django.urls import path

from .country import CountryList, CountryPage
from .donor import DonorList, DonorPage
from .exhibit import ExhibitPage
from .home import Home
from .occasion import OccasionList, OccasionPage
from .search import ExhibitFacet, ExhibitList
from .showroom import ShowroomList, ShowroomPage
from .source import SourceList, SourcePage

app_name = "public"
urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("exhibits/", ExhibitList.as_view(), name="exhibit-list"),
    path("exhibits/by/<str:facet>/", ExhibitFacet.as_view(), name="exhibit-facet"),
    path("exhibits/<str:public_id>/", ExhibitPage.as_view(), name="exhibit-short"),
    path("exhibits/<str:public_id>/<str:slug>/", ExhibitPage.as_view(), name="exhibit-detail"),
    path("donors/", DonorList.as_view(), name="donor-list"),
    path("donors/<slug:slug>/", DonorPage.as_view(), name="donor-detail"),
    path("showrooms/", ShowroomList.as_view(), name="showroom-list"),
    path("showrooms/<str:number>/", ShowroomPage.as_view(), name="showroom-detail"),
    path("countries/", CountryList.as_view(), name="country-list"),
    path("countries/<str:code>/", CountryPage.as_view(), name="country-detail"),
    path("occasions/", OccasionList.as_view(), name="occasion-list"),
    path("occasions/<slug:slug>/", OccasionPage.as_view(), name="occasion-detail"),
    path("sources/", SourceList.as_view(), name="source-list"),
    path("sources/<slug:slug>/", SourcePage.as_view(), name="source-detail"),
]
