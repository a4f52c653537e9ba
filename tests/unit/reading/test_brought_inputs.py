"""What people bring: exports in other languages, records with days of a download, walls and errors in other words."""

import json

import pytest

from tests.support.written_formats import DAM, LOCK

NEXIS = {
    "de": """Der Damm ist zu

Schluchtbote

12. März 2021 Freitag

Copyright 2021 Schluchtbote Alle Rechte vorbehalten

Rubrik: LOKALES; S. 3
Länge: 80 Wörter
Autor: Ana Petrovska
Volltext

Der Damm wurde am Freitag gesperrt. Vierzig Ingenieure prüfen seine Tore.

Ende des Dokuments
""",
    "fr": """Le barrage est fermé

La Gazette du Défilé

Vendredi 12 Mars 2021

Copyright 2021 La Gazette du Défilé Tous droits réservés

Rubrique: RÉGION; Pg. 5
Longueur: 120 mots
Auteur: Ana Petrovska
Corps

Le barrage est fermé depuis vendredi. Quarante ingénieurs examinent ses portes.

Date-chargement: 15 mars 2021

Fin du document
""",
}


@pytest.mark.parametrize("language", NEXIS)
def test_an_export_in_another_language_gives_outlet_day_author_and_text_alone(take, language):
    [one], refused, _ = take("export.txt", NEXIS[language])
    assert (one.day, one.author, refused) == ("2021-03-12", "Ana Petrovska", [])
    assert one.source in NEXIS[language].splitlines() and len(one.text) < 90 and one.text.count(".") == 2


def test_an_article_of_factiva_in_german_ends_with_its_number(take):
    lines = [
        "Der Damm ist zu", "Ana Petrovska", "182 Wörter", "12. März 2021", "07:15", "Schluchtbote", "SCHLU", "Deutsch",
        "(c) 2021 Schluchtbote", "Der Damm wurde am Freitag gesperrt.", "Dokument SCHLU00020210312eh8c00001",
    ]  # fmt: skip
    page = "".join(f"<p>{line}</p>" for line in lines)
    [one], refused, _ = take("factiva.html", f"<html><body><div>{page}</div></body></html>")
    assert (one.title, one.day, refused) == ("Der Damm ist zu", "2021-03-12", [])
    assert "Dokument" not in one.text


def test_a_collection_with_a_name_is_cut_at_its_headlines(take):
    text = f"Press review of the week\n\nDam closed for repairs\nGorge Daily, 12 August 2021\n{DAM}\n\n"
    found, _, _ = take("review.txt", f"{text}Lock opens\nRiver Post, 3 September 2021\n{LOCK}\n")
    assert [(one.title, one.day) for one in found] == [
        ("Dam closed for repairs", "2021-08-12"),
        ("Lock opens", "2021-09-03"),
    ]


def test_what_a_service_breaks_off_is_told(take):
    news = {"title": "Dam closed", "content": f"{DAM} … [+1204 chars]", "publishedAt": "2021-08-12T06:10:00Z"}
    [one], _, told = take("news.json", json.dumps({"status": "ok", "articles": [news]}))
    assert one.text == DAM and any("beginning alone" in line for line in told)


def test_the_moment_of_a_download_is_no_day_of_change(take):
    record = {"title": "Dam closed", "maintext": DAM, "date_publish": "2021-08-12 06:10:00"}
    fetched = {"date_download": "2024-01-09 10:00:00", "date_modify": "2024-01-09 10:00:00"}
    [one], _, told = take("crawled.json", json.dumps(record | fetched))
    assert (one.updated, one.day) == (None, "2021-08-12") and any("fetched" in line for line in told)
    [one], _, _ = take("changed.json", json.dumps(record | fetched | {"date_modify": "2021-08-14 10:00:00"}))
    assert one.updated.startswith("2021-08-14")


def test_a_stressed_line_on_the_last_change_is_not_taken_for_the_day_of_publication(take):
    text = f"# Dam closed\n\n{DAM}\n\n{LOCK}\n\n*Last modified: 3 May 2023*\n\nDate: 12 August 2021\n"
    [one], _, _ = take("note.md", text)
    assert (one.day, one.updated) == ("2021-08-12", "2023-05-03")


PAGES = {
    "consent": (
        "Wir brauchen Ihre Zustimmung",
        "Wir und unsere Partner verwenden Cookies und ähnliche Technologien, mit Werbung und Tracking. Details stehen "
        "in der Datenschutzerklärung; Sie können Ihre Einwilligung jederzeit widerrufen.",
    ),
    "consent in French": (
        "Votre vie privée",
        "Avec votre accord, nos partenaires et nous utilisons des cookies pour accéder à vos données personnelles. "
        "Vous pouvez retirer votre consentement.",
    ),
    "gone": (
        "Sorry, we can't find that page",
        "The article you are looking for may have been removed. Try our search or go to the home page.",
    ),
    "barred": (
        "451: Unavailable due to legal reasons",
        "You are attempting to access this website from a country belonging to the European Economic Area.",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_article_is_refused_in_whatever_words(take, name):
    title, text = PAGES[name]
    head = f"<title>{title}</title><meta property='article:published_time' content='2021-08-12'>"
    found, [reason], _ = take(
        "page.html", f"<html><head>{head}</head><body><h1>{title}</h1><p>{text}</p></body></html>"
    )
    assert found == [] and "page" in reason


def test_an_article_on_consent_and_errors_is_kept(take):
    text = f"{DAM} The office said that the page on cookies may have been removed, and asked for consent to tracking."
    [one], refused, _ = take("note.txt", f"Office asks for consent\n12 August 2021\n\n{text}\n\n{LOCK}\n")
    assert refused == [] and one.day == "2021-08-12"
