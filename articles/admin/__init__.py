"""The admin: editors correct annotations by choosing words, administrators make accounts.

Nothing here writes annotations itself: every form ends in ``articles.correction.deciding``.
"""

from django.contrib import admin

from articles.admin.accounts import AccountAdmin
from articles.admin.annotations import MentionAdmin, QuantityAdmin, QuotationAdmin
from articles.admin.articles import ArticleAdmin
from articles.admin.corrections import CorrectionAdmin, WorkerAdmin
from articles.admin.entities import EntityAdmin

admin.site.site_header = admin.site.site_title = "Newsreader"
admin.site.index_title = "Administration"

__all__ = [
    "AccountAdmin",
    "ArticleAdmin",
    "CorrectionAdmin",
    "EntityAdmin",
    "MentionAdmin",
    "QuantityAdmin",
    "QuotationAdmin",
    "WorkerAdmin",
]
