"""What an archive is about: which words of its headlines are names, and what is asked about them."""

from assistant.desk.developments import _is_name, _names, developments


def test_after_a_possessive_another_thing_begins_and_a_title_shows_a_person():
    found = dict(_names("Secretary Blinken’s Participation in the Artemis Accords with Minister Chung Eui-yong"))
    assert "Artemis Accords" in found and "Blinken Participation" not in found
    assert (found["Artemis Accords"], found["Blinken"], found["Chung Eui-yong"]) == (False, True, True)


def test_what_is_asked_about_is_written_as_a_name_in_the_articles(desk):
    assert _is_name("North Korea", desk.archive) and not _is_name("Ballistic Missile", desk.archive)
    questions = developments(desk.archive, 3)
    assert questions and all(one.startswith("What was reported about ") for one in questions)
