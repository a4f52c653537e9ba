"""The library without a browser: searched words marked, notes, tags, searches that are kept, several at once."""

from tests.page.test_app import app, archive, button, html, page_of  # noqa: F401 - fixtures


def library(app):  # noqa: F811
    app()
    return page_of("library")


def searched(at, words):
    at.text_input(key="browse-words").set_value(words).run()
    assert not at.exception
    return at


def column(at, name):
    return list(at.dataframe[0].value[name])


def test_the_words_searched_for_are_marked_in_the_list_and_in_the_article_in_each_of_their_forms(app):  # noqa: F811
    at = searched(library(app), "islander wait")
    assert column(at, "Title") == ["Ferry service to Gull Island to resume in June"]
    assert "«Islanders» had «waited»" in column(at, "Found")[0]
    at.session_state["library-open"] = "ferry"
    at.run()
    assert '<mark class="cited">Islanders</mark> had <mark class="cited">waited</mark>' in html(at)
    assert "cited>the<" not in html(searched(at, "the islander wait")).casefold().replace('"', "")
    assert '<mark class="cited">Islanders</mark>' in html(at)


def test_tags_and_notes_are_kept_and_found_and_a_search_comes_back_under_its_name(app):  # noqa: F811
    at = library(app)
    button(at, "Keep the search").click().run()
    assert [one.value for one in at.warning] == ["Give it a name first."]
    at.session_state["library-open"] = "ferry"
    at.run()
    at.text_input(key="tags-ferry").set_value("minister, ferry, minister")
    at.text_area(key="note-ferry").set_value("Ask Lindqvist for the timetable.")
    button(at, "Keep tags").click().run()
    assert column(at, "Tags").count("minister, ferry") == 1
    searched(at, "timetable lindqvist")  # words of the note alone
    assert column(at, "Title") == ["Ferry service to Gull Island to resume in June"]
    assert column(at, "Found") == ["in your own note or tags"]
    at.selectbox(key="browse-tag").set_value("minister").run()
    at.text_input(key="search-name").set_value("For the minister")
    button(at, "Keep the search").click().run()
    searched(at, "").selectbox(key="browse-tag").set_value("").run()
    assert len(column(at, "Title")) == 3
    button(at, "For the minister").click().run()
    assert at.text_input(key="browse-words").value == "timetable lindqvist"
    assert column(at, "Title") == ["Ferry service to Gull Island to resume in June"]
    button(at, "Forget").click().run()
    assert not [one for one in at.button if one.label == "For the minister"]
