"""The form of a question is known by its build, in wordings that no weight was fitted on."""

import pytest

from assistant.question.compared import sides
from assistant.question.form import form_of

FORMS = {
    "detail": [
        "When was the dam finished?",
        "What price did Ghana pay for the grain?",
        "Who owns the observatory?",
        "How full are the reservoirs?",
        "How severe was the drought?",
        "What role did the army play?",
        "공사비는 얼마인가요?",  # in letters that the model does not know
        "On what grounds did the judge of Arles throw out the suit of the fishermen?",
    ],
    "list": ["List every strike in the mines.", "Which countries sent doctors to the camp?"],
    "count": ["How many wolves were counted in Polk?", "How many storms hit the coast in 2019?"],
    "yesno": ["Did the bishop apologise?", "Has the tunnel been paid for?"],
    "said": ["Who said that the tunnel was safe?", "Who warned of a drought?"],
    "comparison": ["Compare the old and the new stadium.", "How do Peru and Chile differ on fishing?"],
    "course": [
        "How has the price of bread changed since the war?",
        "How did the strike unfold over the months?",
        "What came of the council's promise to house the flooded families?",
        "Trace the road from the first leak to the closing of the plant.",
    ],
    "briefing": [
        "What's new on the dam?",
        "What does the archive say about the dam?",
        "What does this archive hold on dams?",
        "Brief me on the mines.",
        "What happened last Tuesday?",
        "Latest on the dam",
        "How bad was the heat wave?",
    ],
}


@pytest.mark.parametrize(("form", "question"), [(form, one) for form, many in FORMS.items() for one in many])
def test_the_form_is_known(form, question):
    assert form_of(question) == form


SIDES = {
    "Compare the first and the second flood.": ("the first flood", "the second flood"),
    "What is the difference between the bridge and the tunnel?": ("the bridge", "the tunnel"),
    "Peru versus Chile on fishing": ("Peru on fishing", "Chile on fishing"),
    "How do Peru and Chile differ on fishing?": ("Peru on fishing", "Chile on fishing"),
    "Compare the views of Peru and Chile on fish": ("the views of Peru on fish", "the views of Chile on fish"),
    "Compare Lund's talks with Peru and her talks with Chile": ("Lund's talks with Peru", "Lund's talks with Chile"),
    "Compare talks with Peru with talks with Chile": ("talks with Peru", "talks with Chile"),
    "What is a tunnel?": (),
    "How does Peru's line on fishing differ from Chile's?": ("Peru's line on fishing", "Chile's line on fishing"),
    "How does Peru's line on fishing compare with that of the union?": (
        "Peru's line on fishing",
        "the union's line on fishing",
    ),
    "How did the reaction of Peru to the ban differ from Chile's?": (
        "the reaction of Peru to the ban",
        "Chile's reaction to the ban",
    ),
    "Contrast Holt's and Alder's plans for the port.": ("Holt's plans for the port", "Alder's plans for the port"),
    "How is the 2024 budget different from the 2023 one?": ("the 2024 budget", "the 2023 budget"),
    "How do the views of Peru and Chile on the ban compare?": (
        "the views of Peru on the ban",
        "the views of Chile on the ban",
    ),
    "How do Peru and Chile see the ban?": ("Peru see the ban", "Chile see the ban"),
    "Who was harsher on the strike, the mayor or the bishop?": ("the mayor on the strike", "the bishop on the strike"),
    "What distinguishes the old line from the new line?": ("the old line", "the new line"),
}


@pytest.mark.parametrize("question", SIDES)
def test_the_sides_of_a_comparison_are_words_of_their_own(question):
    assert sides(question) == SIDES[question]
