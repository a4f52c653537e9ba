"""What is a heading, and what is a whole sentence full of names."""

import pytest

from assistant.language.asides import is_heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Harbour Minister Ann Lee met today with Deputy Mayor Tom Ray and Governor Ida Holm in Port Ansel.", False),
        ("It was Selby, North Linden, Overton, and Marsh End.", False),
        ("Harbour Minister Ann Lee Met Deputy Mayor Tom Ray in Port Ansel", True),
        ("Toward Building a Future-Oriented Selby-Overton Relationship", True),
        ("Ida Holm, Minister of Ports, Sport and Youth Office.", True),
        ("PORT ANSEL, June 21, 2021.", True),
        ("The ferries stay in port for now", False),
    ],
)
def test_a_heading_is_told_from_a_whole_sentence_full_of_names(text, heading):
    assert is_heading(text) is heading
