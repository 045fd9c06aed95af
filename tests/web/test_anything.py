"""No page answers 500, whatever stands in its address, its headers or what is posted to it."""

from __future__ import annotations

from itertools import chain
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client

from articles.document import Label, QuantityKind
from articles.models import Article, Entity
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db

# as they stand in an address, percent-encoded where they must be
HOSTILE = [
    "",
    "%00",
    "%0A%0D",
    quote_from_bytes("\ud800".encode("utf-8", "surrogatepass")),
    "%FF%FE",
    "%E2%80%AE%EF%BB%BF",
    "0",
    "-1",
    "1e9",
    "nan",
    "abc",
    "9" * 19,
    "9" * 400,
    "2024-13-45",
    "10000-01-01",
    "..",
    "%25",
    "%27%22%60",
    "%3Cscript%3E",
    "*",
    "AND%20OR%20NOT",
    "x" * 4000,
]
# behind the name of a filter, where most of the above are nothing new
VALUES = ["", "%00", HOSTILE[3], "%22", "9" * 19, "2024-13-45", "10000-01-01", "..", "*"]
PARAMETERS = {
    "/": ["page", "sort"],
    "/rows/": ["row", "sort"],
    "/search/": ["q", "filter", "page", "sort"],
    "/search/complete/": ["q"],
    "/upload/": ["by", "next"],
    "/entities/": ["kind", "source", "q", "since", "until", "page", "sort"],
    "/quotes/": ["q", "name", "speaker", "about", "source", "type", "since", "by", "page"],
    "/quotes/table.csv": ["q", "speaker", "since"],
    "/numbers/": ["q", "kind", "unit", "currency", "counted", "about", "source", "until", "sort", "page"],
    "/numbers/table.csv": ["q", "kind", "since"],
    "/accounts/login/": ["next"],
}
# before a value of ``q`` and ``sel``, which have a language of their own
PREFIXES = {"q": ["person:", "speaker:", "source:", "date:", "since:", "until:"], "sel": ["e:", "q:", "n:"]}
HEADERS = [
    {},
    {"HX-Request": "true", "HX-Target": "no\udc80where", "HX-Current-URL": "http://[", "HX-Trigger-Name": "x" * 900},
    {"HX-Request": "maybe", "HX-Boosted": "true", "HX-History-Restore-Request": "yes", "HX-Prompt": "\x7f"},
    {"If-None-Match": 'W/"x", *, "', "If-Modified-Since": "yesterday", "Range": "bytes=9-1", "Accept": "text/*;q=x"},
    {"Cookie": 'display=dark."; sessionid=%00; csrftoken="', "Accept-Encoding": "gzip;q=2", "Accept-Language": "*"},
]


@pytest.fixture
def article() -> Article:
    made = shelved('Ferry stops\n\n"No," said Ana Ruiz of Lima. She paid 12 of 30 on Monday.', source="Wire")
    quoted(made, '"No,"', speaker=marked(made, "Ana Ruiz").entity)
    marked(made, "Lima", label=Label.GPE)
    counted(made, "12", 12)
    counted(made, "Monday", 0, QuantityKind.DATE)
    return made


def own(article: Article) -> dict[str, list[str]]:
    here = article.get_absolute_url()
    number = article.quantities.get(value=12).pk
    return {
        here: ["sel", "at", "tab", "page"],
        f"{here}panel/": ["sel", "at", "tab", "part", "page"],
        f"{here}card/": ["entity", "sel"],
        f"{here}status/": ["x"],
        f"{here}added/": ["x"],
        f"{here}print/": ["x"],
        f"{here}figures/{number}/": ["page"],
        f"{here}figures/{number}/elsewhere/": ["page"],
        Entity.objects.get(name="Ana Ruiz").get_absolute_url(): ["page", "q", "from"],
    }


def addresses(article: Article) -> list[str]:
    pages = PARAMETERS | own(article)
    return [
        f"{page}?{name}={prefix}{value}"
        for page, names in pages.items()
        for name in names
        for prefix in ("", *PREFIXES.get(name, ()))
        for value in (VALUES if prefix else HOSTILE)
    ]


def test_no_address_breaks_a_page(client, article) -> None:
    allowed = {200, 286, 302, 400, 404}

    answers = {address: client.get(address).status_code for address in addresses(article)}

    assert {address: status for address, status in answers.items() if status not in allowed} == {}
    # nor does a list forget its page because of nonsense
    lists = {address: answers[address] for address in answers if address.startswith(("/?", "/search/?", "/quotes/?"))}
    assert set(lists.values()) <= {200, 302}


@pytest.mark.parametrize("headers", HEADERS)
def test_no_header_breaks_a_page(client, article, headers) -> None:
    answers = {page: client.get(page, headers=headers).status_code for page in chain(PARAMETERS, own(article))}

    assert {page: status for page, status in answers.items() if status not in {200, 204, 286, 302, 404}} == {}


@pytest.mark.parametrize("host", ["", "x" * 300, "evil.example", "a b", "[::1", "localhost:port"])
def test_strange_host_is_refused_with_a_page(client, host) -> None:
    response = client.get("/", headers={"Host": host})

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete", "trace"])
def test_other_methods_are_answered(client, article, method) -> None:
    answers = {page: getattr(client, method)(page).status_code for page in chain(PARAMETERS, own(article))}

    wanted = {200, 286, 302, 404} if method == "head" else {200, 302, 403, 404, 405, 422}
    assert {page: status for page, status in answers.items() if status not in wanted} == {}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"%", "application/x-www-form-urlencoded"),
        (b"text=%00&title=%ED%A0%80&published=99999-99-99&url=//", "application/x-www-form-urlencoded"),
        (b"theme=%00&toggle=x&next=//evil.example&keys=%FF", "application/x-www-form-urlencoded"),
        (b"a=1&" * 2000, "application/x-www-form-urlencoded"),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="../../x\x00.txt"\r\n\r\na\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
        (b"{", "application/json"),
        (b"\xff\xfe", "text/plain"),
    ],
)
def test_nothing_posted_breaks_a_page(client, editor, article, body, kind) -> None:
    client.force_login(editor)
    here = article.get_absolute_url()
    number = article.quantities.get(value=12).pk
    forms = ["/upload/", "/display/", "/accounts/login/", "/accounts/password_change/", f"{here}edit/", f"{here}retry/"]
    forms += [f"{here}figures/{number}/apart/", "/", "/search/", here]

    answers = {page: client.post(page, body, content_type=kind).status_code for page in forms}

    assert {page: status for page, status in answers.items() if status >= 500} == {}


def test_form_without_its_token_gets_a_page_that_says_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/display/", {"theme": "dark"})

    assert response.status_code == 403
    assert "This page was too old" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/%00", "/articles/%00/", "/articles/x%FF/", "/entities/" + "9" * 400 + "/", "/..%2f"]
)
def test_strange_path_is_not_found(client, path) -> None:
    assert client.get(path).status_code == 404
