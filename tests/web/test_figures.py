"""How a figure moves across articles, and telling figures apart."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from articles.document import Label, QuantityKind
from articles.models import Article, FigureApart, Quantity
from tests.web.shelf import counted, marked, shelved

pytestmark = pytest.mark.django_db


def told(title: str, words: str, figure: str, value: float, published: str, **more) -> Quantity:
    """A figure of money in an article that names the bridge in its headline."""
    article = shelved(f"{title} of Orlo Bridge\n\n{words}", published=published, source=title)
    marked(article, "Orlo Bridge", label=Label.FAC)
    return counted(article, figure, value, QuantityKind.MONEY, currency="GBP", **more)


@pytest.fixture
def costs() -> list[Quantity]:
    return [
        told("First", "Repairs are expected to cost £48 million.", "£48 million", 48e6, "2024-02-06"),
        told("Second", "The cost of repairs has risen to £61 million.", "£61 million", 61e6, "2024-03-12"),
        told("Third", "Two lamps sold at auction for £60 million.", "£60 million", 60e6, "2024-03-13"),
        told("Fourth", "The final cost of repairs is £63 million.", "£63 million", 63e6, "2024-07-15"),
    ]


def address(quantity: Quantity) -> str:
    return reverse("figure", args=[quantity.article.slug, quantity.pk])


def moves(client, quantity: Quantity):
    return client.get(address(quantity)).context["moves"]


def test_figure_moves_over_the_articles_that_speak_of_it(client, costs) -> None:
    found = moves(client, costs[1])

    assert [(one.row.value, one.row.article.source, one.is_this) for one in found.figures] == [
        ("£48m", "First", False),
        ("£61m", "Second", True),
        ("£63m", "Fourth", False),
    ]
    assert (found.change, found.reasons[0]) == (31, "GBP")
    assert {"“cost”", "“repairs”", "Orlo Bridge"} <= {*found.reasons}


def test_chart_tells_its_values_as_text(client, costs) -> None:
    body = client.get(address(costs[1])).content.decode()

    assert (
        'aria-label="exact £48m on 6 February 2024, exact £61m on 12 March 2024, exact £63m on 15 July 2024."' in body
    )
    assert "Up 31% since 6 February 2024. Matched on GBP, " in " ".join(body.split())


def test_figure_that_cannot_be_true_beside_it_differs_only_at_the_same_time(client, costs) -> None:
    told("Fifth", "The cost of repairs is at most £50 million.", "£50 million", 50e6, "2024-03-20", bound="at_most")

    found = moves(client, costs[1])

    assert [one.row.article.source for one in found.figures if one.differs] == ["Fifth"]
    body = client.get(address(costs[1])).content.decode()
    assert "at most £50m on 20 March 2024, which differs, " in body
    # its square, with the arrow of its open bound, is the only one, and the line passes it by
    assert (body.count('class="odd"'), body.count("v18m-4-4 4 4 4-4"), body.count("h8v8h-8z")) == (1, 1, 1)
    [line] = re.findall(r'<polyline class="path" points="([^"]*)"', body)
    assert len(line.split()) == 3


def test_htmx_gets_the_section_alone(client, costs) -> None:
    body = client.get(address(costs[1]), headers={"HX-Request": "true"}).content.decode()

    assert ("<h1" in body, "£48m" in body) == (False, True)


def test_figure_of_one_article_says_so(client, costs) -> None:
    assert moves(client, costs[2]).others == 0
    assert "No other article here has this figure" in client.get(address(costs[2])).content.decode()


@pytest.mark.parametrize("kind", [QuantityKind.DATE, QuantityKind.SCORE, QuantityKind.CARDINAL])
def test_figure_that_cannot_be_compared_stands_alone(client, costs, kind) -> None:
    Quantity.objects.filter(pk=costs[1].pk).update(kind=kind)

    assert moves(client, costs[1]).others == 0


def test_figure_of_another_article_is_404(client, costs) -> None:
    assert client.get(reverse("figure", args=[costs[0].article.slug, costs[1].pk])).status_code == 404


def tell(client, quantity: Quantity, other: object, *, apart: str = "1") -> int:
    path = reverse("figure-apart", args=[quantity.article.slug, quantity.pk])
    return client.post(path, {"other": other, "apart": apart}).status_code


def test_editor_takes_a_figure_out_and_back_again(client, editor, costs) -> None:
    client.force_login(editor)

    assert tell(client, costs[1], costs[0].pk) == 302
    out = moves(client, costs[1])
    assert tell(client, costs[0], costs[1].pk, apart="0") == 302

    assert [one.row.value for one in out.figures] == ["£61m", "£63m"]
    assert [one.row.value for one in out.apart] == ["£48m"]
    assert (moves(client, costs[1]).others, FigureApart.objects.count()) == (2, 0)


def test_figures_stay_apart_when_their_articles_are_annotated_again(client, editor, costs) -> None:
    client.force_login(editor)
    tell(client, costs[1], costs[0].pk)
    again = costs[0]
    Quantity.objects.filter(pk=again.pk).delete()
    again.pk = None
    again.save()

    assert [one.row.value for one in moves(client, costs[1]).figures] == ["£61m", "£63m"]


def test_telling_twice_is_told_once(client, editor, costs) -> None:
    client.force_login(editor)

    assert [tell(client, costs[1], costs[0].pk), tell(client, costs[0], costs[1].pk)] == [302, 302]
    assert FigureApart.objects.count() == 1


def test_readers_are_not_asked_and_may_not_tell(client, reader, costs) -> None:
    client.force_login(reader)

    assert "Not the same quantity" not in client.get(address(costs[1])).content.decode()
    assert tell(client, costs[1], costs[0].pk) == 403


@pytest.mark.parametrize(("other", "status"), [("x", 400), (10**15, 404)])
def test_what_is_no_figure_is_refused(client, editor, costs, other, status) -> None:
    client.force_login(editor)

    assert tell(client, costs[1], other) == status


def test_figures_of_one_article_cannot_be_told_apart(client, editor, costs) -> None:
    client.force_login(editor)

    assert tell(client, costs[1], costs[1].pk) == 404


@pytest.mark.parametrize("articles", [1, 4])
def test_queries_do_not_grow_with_articles(client, django_assert_num_queries, articles) -> None:
    for day in range(1, articles + 2):
        last = told(
            f"No {day}",
            f"Repairs cost £{day + 20} million.",
            f"£{day + 20} million",
            2e7 + day * 1e6,
            f"2024-03-0{day}",
        )
    assert Article.objects.count() == articles + 1

    with django_assert_num_queries(9):
        assert client.get(address(last)).status_code == 200
