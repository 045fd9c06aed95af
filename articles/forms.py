"""Every input of readers: what may be sent, and what is said where it may not.

A message is a sentence that says what is wrong, then one that says what to do.
"""

from __future__ import annotations

import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator

from articles.extraction.extracted import Extracted, ExtractionError, clean, one_line
from articles.extraction.plain import extract_text
from articles.models import Article

LONGEST_TITLE: Final = 1000
EARLIEST: Final = datetime.date(1500, 1, 1)
# a file may bring markup and four bytes a character besides its text
BYTES_PER_CHARACTER: Final = 12


class TextField(forms.CharField):
    """Text as people paste it: what cannot be text is dropped, as extraction does, instead of refused."""

    default_validators = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class LineField(TextField):
    """One line of text of limited length."""

    def __init__(self, *, longest: int, what: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest, self.what = longest, what
        self.widget.attrs["maxlength"] = longest

    def to_python(self, value: Any) -> str:
        line = one_line(super().to_python(value))
        if len(line) > self.longest:
            raise ValidationError(
                f"{self.what} has {len(line):,} characters. Shorten it to {self.longest:,}.", code="max_length"
            )
        return line


class DetailsForm(forms.Form):
    """What is known of an article besides its text."""

    source = LineField(
        longest=200,
        what="The source",
        required=False,
        label="Source",
        widget=forms.TextInput(attrs={"class": "input", "list": "sources", "autocomplete": "off"}),
    )
    url = forms.URLField(
        required=False,
        label="Web address",
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "input", "placeholder": "https://"}),
        error_messages={
            "invalid": "That is not a web address. Copy it from the browser, or leave the field empty.",
            "max_length": "The address is too long. Shorten it to 2,000 characters, or leave the field empty.",
        },
    )
    published = forms.DateField(
        required=False,
        label="Date published",
        help_text="Leave it empty if it is not known. Words such as “yesterday” then get no date.",
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y"],
        error_messages={"invalid": "That is not a date. Write it like 2019-03-08, or leave the field empty."},
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.lower().startswith(("http://", "https://")):
            raise ValidationError("That is not a web address. It begins with http:// or https://.")
        return url

    def clean_published(self) -> datetime.date | None:
        published: datetime.date | None = self.cleaned_data["published"]
        latest = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=366)
        if published and not EARLIEST <= published <= latest:
            raise ValidationError(
                f"{published.isoformat()} cannot be when it was published. "
                f"Give a day from {EARLIEST.year} to next year, or leave the field empty."
            )
        return published


class PasteForm(DetailsForm):
    """An article from pasted text; ``extracted`` is there once the form is valid."""

    title = LineField(
        longest=LONGEST_TITLE,
        what="The title",
        required=False,
        label="Title",
        widget=forms.TextInput(
            attrs={"class": "input", "placeholder": "Taken from the first line if left empty", "autocomplete": "off"}
        ),
    )
    text = TextField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(
            attrs={"class": "input serif", "rows": 12, "placeholder": "Paste the article, headline first"}
        ),
    )
    field_order = ["title", "text", "source", "url", "published"]

    extracted: Extracted

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            self.extracted = extract_text(text, title=self.cleaned_data.get("title", ""), limit=settings.MAX_TEXT)
        except ExtractionError as error:
            raise ValidationError(str(error), code=error.reason) from None
        return text


class ArticleForm(DetailsForm):
    """The details of an article that is here: a new date has it annotated again."""

    language = forms.ChoiceField(
        label="Language",
        choices=[("en", "English")],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": "Articles in this language cannot be annotated yet. Choose one of the list."},
    )

    def save(self, article: Article) -> None:
        """Store the details of this valid form."""
        data = self.cleaned_data
        article.source, article.url, article.published = data["source"], data["url"], data["published"]
        article.language = data["language"] or article.language
        article.save()


class MultipleFileInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; which of them can be read is told file by file, not here."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ARG002 -- as in Django
        files = data if isinstance(data, list | tuple) else [data]
        present = [file for file in files if file]
        if not present:
            raise ValidationError("No file was chosen. Choose one or more text, Markdown or HTML files.")
        return present


class FilesForm(forms.Form):
    """Files to add, sent as ``files``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # not declared: the name is also that of a form's attribute
        self.fields["files"] = FilesField()


class SearchForm(forms.Form):
    """What is looked for; any text is a search."""

    q = TextField(required=False)

    def typed(self) -> str:
        """The words as typed, without what cannot be text; too long ones are cut by the search itself."""
        return str(self.cleaned_data.get("q", "")).strip() if self.is_valid() else ""


def longest_file() -> int:
    """How many bytes a file may have."""
    return BYTES_PER_CHARACTER * settings.MAX_TEXT
