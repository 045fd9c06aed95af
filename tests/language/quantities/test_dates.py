"""Dates, times of day and durations; the articles appear on Wednesday, 8 May 2024."""

from __future__ import annotations

import datetime

import pytest

from tests.language.quantities.reading import quantities, shown


@pytest.mark.parametrize(
    ("sentence", "words", "date"),
    [
        ("Monday, May 18, 2015 was dry", "Monday, May 18, 2015", "2015-05-18"),
        ("They met on 13 January 2019.", "13 January 2019", "2019-01-13"),
        ("It was 2015-03-28 then", "2015-03-28", "2015-03-28"),
        ("The war began in March 2011.", "March 2011", "2011-03"),
        ("He left in 2007, they say", "2007", "2007"),
        ("a song of the 1990s", "1990s", "199X"),
        ("in the 19th century", "19th century", "18XX"),
        ("before the summer of 2017 began", "summer of 2017", "2017-22"),
        ("in the first quarter of 2022", "first quarter of 2022", "2022-33"),
        ("They worked in 2019-20 there", "2019-20", "2019/2020"),
        ("from 24 to 26 November 2021", "24 to 26 November 2021", "2021-11-24/2021-11-26"),
        ("November 20 to December 11, 2015", "November 20 to December 11, 2015", "2015-11-20/2015-12-11"),
    ],
)
def test_absolute_date_needs_no_anchor(sentence, words, date):
    assert shown(sentence, "date", published=None) == [(words, date)]


@pytest.mark.parametrize(
    ("sentence", "words", "date"),
    [
        ("He spoke today.", "today", "2024-05-08"),
        ("It rained yesterday afternoon.", "yesterday afternoon", "2024-05-07"),
        ("On Friday, fishermen rescued them.", "Friday", "2024-05-03"),
        ("The court will rule on Friday.", "Friday", "2024-05-10"),
        ("Shops are shut until Monday.", "Monday", "2024-05-13"),
        ("They left on Wednesday.", "Wednesday", "2024-05-08"),
        ("It was built last year.", "last year", "2023"),
        ("He said so last week.", "last week", "2024-W18"),
        ("The talks resume next month.", "next month", "2024-06"),
        ("The deal was made in September last year.", "September last year", "2023-09"),
        ("It was closed last July.", "last July", "2023-07"),
        ("He arrived two days ago.", "two days ago", "2024-05-06"),
        ("She was elected two years ago.", "two years ago", "2022"),
        ("The plant opened in February.", "February", "2024-02"),
        ("They met at Christmas.", "Christmas", "2023-12-25"),
        ("It will be done by the end of August.", "end of August", "2024-08"),
        ("They came last weekend.", "last weekend", "2024-05-04/2024-05-05"),
    ],
)
def test_relative_date_is_resolved_against_publication(sentence, words, date):
    assert shown(sentence, "date") == [(words, date)]


def test_relative_date_without_publication_keeps_span_and_kind_only():
    assert shown("He said so last week.", "kind", "date", published=None) == [("last week", "date", None)]


def test_part_of_a_year_is_approximate():
    assert shown("It opened in early 2016.", "bound", "date") == [("early 2016", "approx", "2016")]


@pytest.mark.parametrize(("day_first", "date"), [(True, "2019-06-05"), (False, "2019-05-06")])
def test_slashed_date_is_read_as_the_document_says(day_first, date):
    assert shown("It is due 5/6/2019, he said", "date", day_first=day_first)[0] == ("5/6/2019", date)


def test_impossible_date_has_no_value():
    assert ("30 February 2019", None) in shown("It was 30 February 2019 there", "date")


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("3:40 a.m.", "T03:40"),
        ("7.30pm", "T19:30"),
        ("0915 GMT", "T09:15Z"),
        ("8 p.m. EST", "T20:00-05:00"),
        ("noon", "T12:00"),
        ("midnight", "T00:00"),
        ("half past eight", "T08:30"),
        ("ten to four", "T03:50"),
        ("three in the afternoon", "T15:00"),
        ("6:00am to midnight", "T06:00/T24:00"),
        ("1 to 9 p.m.", "T13:00/T21:00"),
    ],
)
def test_time_of_day(words, date):
    assert shown(f"They stopped at {words} there", "kind", "date") == [(words, "time", date)]


@pytest.mark.parametrize(
    ("words", "date", "value", "unit"),
    [
        ("two weeks", "P2W", 2, "week"),
        ("first five years", "P5Y", 5, "year"),
        ("half an hour", "PT0.5H", 0.5, "hour"),
        ("11-year", "P11Y", 11, "year"),
        ("2 hours 17 minutes", "PT2H17M", 137, "minute"),
        ("three decades", "P30Y", 30, "year"),
        ("an hour and a half", "PT1.5H", 1.5, "hour"),
    ],
)
def test_duration_has_value_unit_and_iso_form(words, date, value, unit):
    found = shown(f"It took {words} there", "kind", "date", "value", "unit")

    assert found == [(words, "duration", date, value, unit)]


def test_rate_is_no_duration():
    assert shown("It happens twice a year and every week") == []


def test_message_keeps_a_date_with_its_time():
    found = shown("Meet me tomorrow at 5pm", "kind", "date", reference_time=datetime.time(9))

    assert found == [("tomorrow at 5pm", "date", "2024-05-09T17:00")]


def test_message_looks_ahead():
    found = shown("I'll be back in 3 min on Monday", "date", reference_time=datetime.time(9, 30))

    assert found == [("in 3 min", "2024-05-08T09:33"), ("Monday", "2024-05-13")]


def test_article_keeps_date_and_time_apart():
    text = "Storm hits coast\n\nThe storm made landfall at 3:40 a.m. on Saturday, officials said in a statement."

    assert shown(text, "date") == [("3:40 a.m.", "T03:40"), ("Saturday", "2024-05-04")]


def test_may_the_verb_and_march_the_walk_are_no_dates():
    assert quantities("They may march. It may take longer than planned.") == ()


def test_holiday_follows_the_country_of_the_story():
    text = "In Accra, Ghana, the Ghanaian army paraded on Independence Day."

    assert shown(text, "date") == [("Independence Day", "2024-03-06")]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Revenue in the third quarter was $3m, against $2m a year earlier.", "2022-35"),
        ("In the three months to June 30 it made £5m, up from £4m a year earlier.", "2022-34"),
        ("In February prices rose 3.1%, from 2.7% a month earlier.", "2024-01"),
        ("In 2019 the share was 7.1%, up from 6.4% a year earlier.", "2018"),
        ("The mill has 90 looms, down from 120 looms a year earlier.", "2023"),
    ],
)
def test_time_before_a_figure_is_told_from_the_period_of_the_other_figure(sentence, date):
    sentence = sentence.replace("third quarter", "third quarter of 2023").replace("June 30", "June 30, 2023")

    assert [found for words, found in shown(sentence, "date") if words.endswith(" earlier")] == [date]


@pytest.mark.parametrize(
    ("sentence", "words", "date"),
    [
        ("The trial continues on Monday.", "Monday", "2024-05-13"),
        ("The boat was due to leave on Sunday but stayed.", "Sunday", "2024-05-05"),
        ("Wolves lost. They host Leeds on Friday.", "Friday", "2024-05-10"),
        ("The vote failed. Voting again is on Friday.", "Friday", "2024-05-10"),
        ("Friday: dry and bright, then fog.", "Friday", "2024-05-10"),
        ("The fair: from Friday to Monday.", "Friday to Monday", "2024-05-10/2024-05-13"),
        ("Reopening of the pier slips to July.", "July", "2024-07"),
        ("It was hot. On Monday, a lorry with the last of the hay for the horses.", "Monday", "2024-05-06"),
    ],
)
def test_weekday_lies_behind_unless_a_verb_of_its_sentence_points_ahead(sentence, words, date):
    assert shown(sentence, "date") == [(words, date)]


@pytest.mark.parametrize("recurring", ["every Sunday", "every single Sunday", "each Sunday", "on a Sunday"])
def test_weekday_that_recurs_is_no_date(recurring):
    assert shown(f"They ring the bell {recurring} there.") == []


def test_ordinal_behind_a_weekday_ranks_what_follows():
    assert shown("It sailed on Thursday, the first full day of the service.", "kind") == [
        ("Thursday", "date"),
        ("first", "ordinal"),
    ]


def test_past_decade_is_the_ten_years_up_to_publication():
    assert shown("It shrank over the past decade.", "date") == [("past decade", "2014/2024")]


def test_last_as_a_verb_is_no_part_of_the_duration():
    assert shown("The trial is expected to last three weeks.", "date") == [("three weeks", "P3W")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It fell two quarters later.", [("two quarters", "duration", "P6M")]),
        ("Profit fell three quarters in a row.", [("three quarters", "duration", "P9M")]),
        ("They ate three quarters of the cake.", [("three quarters", "fraction", None)]),
    ],
)
def test_quarters_are_of_a_year_or_of_a_whole(sentence, expected):
    assert shown(sentence, "kind", "date") == expected


def test_one_day_as_an_adverb_is_no_duration():
    assert shown("He will play for them one day, and soon.") == []
    assert shown("The launch comes one day after the other.", "date") == [("one day", "P1D")]
    assert shown("The bearings arrived one day late.", "date") == [("one day", "P1D")]


def test_time_with_a_stop_is_read_behind_until():
    assert shown("It did not leave until 11.20.", "date") == [("11.20", "T11:20")]
