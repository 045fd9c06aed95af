"""The addresses: the reader's own, accounts, the admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from articles.views.accounts import ChangePassword, SignIn, sign_out

urlpatterns = [
    path("", include("articles.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", sign_out, name="logout"),
    path("accounts/password_change/", ChangePassword.as_view(), name="password_change"),
    path("admin/", admin.site.urls),
]

handler400 = "articles.views.errors.bad_request"
