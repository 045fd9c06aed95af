"""Who may change what: the owner of an article, and editors. Views ask here; templates only show what views decided."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User

from articles.models import Article

Visitor = User | AnonymousUser


def may_edit(user: Visitor, article: Article) -> bool:
    """Whether ``user`` may change the article's details and have it annotated again."""
    return _owns(user, article) or user.has_perm("articles.change_article")


def may_delete(user: Visitor, article: Article) -> bool:
    """Whether ``user`` may delete the article."""
    return _owns(user, article) or may_delete_any(user)


def may_delete_any(user: Visitor) -> bool:
    """Whether ``user`` may delete articles of others, and the samples, which are nobody's."""
    return user.has_perm("articles.delete_article")


def _owns(user: Visitor, article: Article) -> bool:
    return user.is_authenticated and article.owner_id == user.pk
