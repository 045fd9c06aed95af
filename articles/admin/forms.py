"""Forms that correct annotations by their words, and the formset that turns them into corrections."""

from __future__ import annotations

from typing import Any, ClassVar, Final, cast

from django import forms
from django.contrib.auth.models import User

from articles.admin.words import by_block, nearest, number_of, occurrence, quoted_pieces
from articles.correction.deciding import CorrectionError, correct, entity_named
from articles.document import Label, QuotationType, Span
from articles.models import Action, Article, Entity, Mention, Quantity, Quotation, Target

LABELS: Final = [(label.value, label.value.replace("_", " ")) for label in Label]
# the datalist of the article's entities stands in templates/admin/articles/article/change_form.html
NAMES: Final = "entity-names"


class AnnotationForm(forms.ModelForm):  # type: ignore[type-arg]  # the model is the subclass's
    """One annotation: its words, which occurrence of them, and what is said of them."""

    target: ClassVar[Target]
    # the model's own fields that an editor sets here; the admin puts all fields that it shows into Meta.fields
    columns: ClassVar[tuple[str, ...]] = ()

    words = forms.CharField(widget=forms.TextInput(attrs={"size": 32}), help_text="As they stand in the article.")
    nth = forms.IntegerField(
        label="Which", min_value=1, initial=1, help_text="1: where the words stand for the first time."
    )

    def __init__(self, *args: Any, article: Article | None = None, **kwargs: Any) -> None:
        """``article``: whose words are chosen, where the form does not ask for it."""
        super().__init__(*args, **kwargs)
        self.article = article
        if self.instance.pk:
            self.article = self.instance.article
            self.initial["words"] = self.instance.span.of(self.text)
            self.initial["nth"] = number_of(self.text, self.instance.span)
            self.initial.update(self.said())

    @property
    def text(self) -> str:
        return self.article.text if self.article else ""

    def said(self) -> dict[str, Any]:
        """The initial values of the fields that are not the model's own."""
        return {}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.article = self.article or data.get("article")
        if self.article and data.get("words") and data.get("nth"):
            if unchanged := self.instance.pk and not {"words", "nth"} & set(self.changed_data):
                data["span"] = self.instance.span
            else:
                data["span"] = self._found(data["words"], data["nth"])
            if data["span"] and not unchanged and self.target is not Target.QUOTATION:
                self._check_block(data["span"])
        return data

    def decide(self, author: User) -> None:
        """Write the correction. Raises :class:`CorrectionError`."""
        span, article = self.cleaned_data["span"], self.article
        if article is None:
            raise CorrectionError("Choose the article first.")
        decided = self.fields_decided(span)
        if self.instance.pk:
            old = self.instance.span
            moved = span if span != old else None
            correct(article, self.target, Action.CHANGE, old, decided, author=author, moved=moved)
        else:
            correct(article, self.target, Action.ADD, span, decided, author=author)

    def drop(self, author: User) -> None:
        """Write the correction that deletes the annotation. Raises :class:`CorrectionError`."""
        correct(self.instance.article, self.target, Action.DELETE, self.instance.span, author=author)

    def fields_decided(self, span: Span) -> dict[str, Any]:
        """What the editor set, by the fields of the model: of a new annotation all, else what was changed."""
        return {name: self.cleaned_data[name] for name in self._decided(*self.columns)}

    def _decided(self, *names: str) -> list[str]:
        own = [name for name in names if name in self.cleaned_data and name != "article"]
        return own if not self.instance.pk else [name for name in own if name in self.changed_data]

    def _found(self, words: str, nth: int) -> Span | None:
        span = occurrence(self.text, words, nth)
        if span is None:
            first = occurrence(self.text, words, 1)
            self.add_error(
                "nth" if first else "words",
                f"These words stand fewer than {nth} times in the article."
                if first
                else "These words are not in the article. Copy them from the text above.",
            )
        return span

    def _check_block(self, span: Span) -> None:
        if self.article and not any(block.span.contains(span) for block in self.article.block_records()):
            self.add_error("words", "Choose words of one paragraph.")

    def _near(self, field: str, span: Span | None) -> Span | None:
        """Where the words of another field stand, as close to ``span`` as possible."""
        words = self.cleaned_data.get(field)
        if not words or span is None:
            return None
        found = nearest(self.text, words, span)
        if found is None:
            self.add_error(field, "These words are not in the article.")
        return found


class MentionForm(AnnotationForm):
    """A name in the text and whom it names."""

    target = Target.MENTION
    columns = ("form",)

    name = forms.CharField(label="Entity", widget=forms.TextInput(attrs={"list": NAMES, "size": 28}))
    label = forms.ChoiceField(label="Kind", choices=LABELS)

    class Meta:
        model = Mention
        fields = ("form",)

    def said(self) -> dict[str, Any]:
        return {"name": self.instance.entity.name, "label": self.instance.entity.label}

    def fields_decided(self, span: Span) -> dict[str, Any]:
        decided = super().fields_decided(span)
        if self.article and self._decided("name", "label"):
            decided["entity"] = entity_named(self.article, self.cleaned_data["name"], self.cleaned_data["label"])
        return decided


class QuotationForm(AnnotationForm):
    """Reported words, the word that reports them, and who said them."""

    target = Target.QUOTATION
    columns = ("type", "speaker_name")

    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "cols": 70}))
    cue = forms.CharField(required=False, help_text="The reporting word: said, according to.")
    speaker_words = forms.CharField(required=False, help_text="Who says it, as the sentence has it: she, the minister.")
    said_by = forms.CharField(
        required=False,
        label="Speaker",
        widget=forms.TextInput(attrs={"list": NAMES, "size": 28}),
        help_text="The entity who said it. Empty: it has none.",
    )
    label = forms.ChoiceField(label="Kind of a new speaker", choices=LABELS, initial=Label.PERSON, required=False)

    class Meta:
        model = Quotation
        fields = ("type", "speaker_name")
        widgets: ClassVar = {"speaker_name": forms.TextInput(attrs={"size": 40})}
        help_texts: ClassVar = {"speaker_name": "A source without a name of its own: a source close to the minister."}

    def said(self) -> dict[str, Any]:
        quotation = self.instance
        words = {
            field: self.text[start:end] if start is not None else ""
            for field, start, end in (
                ("cue", quotation.cue_start, quotation.cue_end),
                ("speaker_words", quotation.speaker_start, quotation.speaker_end),
            )
        }
        speaker = quotation.speaker
        return {**words, "said_by": speaker.name if speaker else "", "label": speaker.label if speaker else "PERSON"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for field in ("cue", "speaker_words"):
            data[f"{field}_span"] = self._near(field, data.get("span"))
        return data

    def fields_decided(self, span: Span) -> dict[str, Any]:
        data, decided = self.cleaned_data, super().fields_decided(span)
        for field, column in (("cue", "cue"), ("speaker_words", "speaker")):
            if self._decided(field):
                found = data[f"{field}_span"]
                decided[f"{column}_start"] = found.start if found else None
                decided[f"{column}_end"] = found.end if found else None
        if self._decided("said_by"):
            decided["speaker"] = self._speaker()
            if decided["speaker"] and "speaker_name" not in decided:
                decided["speaker_name"] = decided["speaker"].name
        if self._decided("words", "nth", "type"):
            decided["fragments"] = [[s.start, s.end] for s in self._fragments(span)]
        return decided

    def _speaker(self) -> Entity | None:
        name = self.cleaned_data["said_by"]
        if not name or self.article is None:
            return None
        here = Entity.objects.filter(mentions__article=self.article, name=name).order_by("pk").first()
        return here or entity_named(self.article, name, self.cleaned_data.get("label") or Label.PERSON)

    def _fragments(self, span: Span) -> list[Span]:
        match self.cleaned_data["type"]:
            case QuotationType.DIRECT if self.article:
                return by_block(span, self.article.block_records())
            case QuotationType.MIXED:
                return quoted_pieces(self.text, span)
        return []


class QuantityForm(AnnotationForm):
    """A number and its normal form."""

    target = Target.QUANTITY
    columns = ("kind", "value", "low", "high", "bound", "unit", "currency", "date")

    counted = forms.CharField(required=False, help_text="The noun that is counted, as printed.")

    class Meta:
        model = Quantity
        fields = ("kind", "value", "low", "high", "bound", "unit", "currency", "date")

    def said(self) -> dict[str, Any]:
        return {"counted": self.instance.counted}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["counted_span"] = self._near("counted", data.get("span"))
        return data

    def fields_decided(self, span: Span) -> dict[str, Any]:
        decided = super().fields_decided(span)
        if self._decided("counted"):
            found = self.cleaned_data["counted_span"]
            decided |= {
                "counted": found.of(self.text) if found else "",
                "counted_start": found.start if found else None,
                "counted_end": found.end if found else None,
            }
        return decided


class NamedFieldsFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # the models are the inline's
    """Forms as rows of a table, where a field has a column's heading but no label: each says its name itself."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            field.widget.attrs.setdefault("aria-label", field.label or name.replace("_", " ").capitalize())


class AnnotationFormSet(NamedFieldsFormSet):
    """The annotations of one article in its form. Saving writes corrections; nothing else may change the rows."""

    author: User

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        article = self.instance if self.instance.pk else None
        return {**super().get_form_kwargs(index), "article": article}

    def clean(self) -> None:
        super().clean()
        if not self.has_changed():
            return
        if not self.instance.pk:
            raise forms.ValidationError("Save the article first. Annotations can be corrected once it is annotated.")
        stored = Article.objects.filter(pk=self.instance.pk).values_list("text", flat=True).first()
        if stored != self.instance.text:
            raise forms.ValidationError("Save the changed text first, then correct its annotations.")

    def save(self, commit: bool = True) -> list[Any]:
        """Write a correction for each changed form; what cannot be is kept in ``refused``, a sentence each."""
        self.new_objects: list[Any] = []
        self.changed_objects: list[tuple[Any, list[str]]] = []
        self.deleted_objects: list[Any] = []
        self.refused: list[str] = []
        deleted, forms_here = self.deleted_forms, cast(list[AnnotationForm], self.forms)
        for form in forms_here:
            try:
                if form in deleted:
                    if form.instance.pk:
                        form.drop(self.author)
                        self.deleted_objects.append(form.instance)
                elif form.has_changed():
                    form.decide(self.author)
                    if form.instance.pk:
                        self.changed_objects.append((form.instance, form.changed_data))
                    else:
                        self.new_objects.append(form.instance)
            except CorrectionError as error:
                self.refused.append(f"{form['words'].value()}: {error}")
        return [*self.new_objects, *(instance for instance, _ in self.changed_objects)]
