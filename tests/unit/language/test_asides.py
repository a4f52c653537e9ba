"""Sentences that tell nothing by themselves, and short ones that do."""

import pytest

from assistant.language.asides import is_aside

NOTHING = (
    "Thank you very much for that, and good afternoon to all of you.",
    "I'll start with your second question, if I may.",
    "I think you had a question, so go ahead.",
    "I don't have anything more for you on that today.",
    "I’m happy to start if you want, and then you can jump in.",
    "For more information about today's awards, please see the press release of the museum.",
    "9:00 a.m. Secretary Holm delivers opening remarks at the Port Dialogue, at the Department of Ships.",
    "I hope that you're all having a good crossing.",
    "That concludes the briefing.",
    "Hi, if you are still on the line, could you say your question once more for us?",
    "That was our last question, and the embargo is lifted.",
    "View this email in your browser.",
    "Unsubscribe from this list.",
    "The post Ferry stops at Gull Island appeared first on Harbour Courier.",
    "Read more at www.courier.invalid.",
    "Share this:",
    "Sign up for our newsletter.",
    "© 2022 Harbour Courier. All rights reserved.",
    "The press pool will leave now.",
    "Our operator will now explain how to queue up.",
    "We will now ask the press to leave the room.",
    "The floor is yours, Mr. Minister.",
    "Without further ado, the Prime Minister of Australia.",
    "It is my great honor to introduce a man who needs no introduction.",
    "We are going to take a short break here.",
    "Chancellor, over to you, the floor is yours.",
    "(Applause.)",
    "[Inaudible.]",
)
SOMETHING = (
    "Let's be clear: the embargo stays.",
    "We'll start with sanctions on the bank's chairman.",
    "I'm joined by twelve governors in this lawsuit.",
    "I'm glad to report that exports rose.",
    "The press was banned from the harbour.",
    "It is my pleasure to announce that the bridge will open in June.",
    "The ferries leave from Sokcho on Friday.",
    "The post of harbour master has been vacant since May.",
    "Police asked residents to forward this email to the bureau.",
    "Readers signed up for the newsletter of the union in record numbers.",
    "We condemn the launch.",
    "I believe that the sanctions on the port must stay.",
    "The minister will not comment on the strike in Damascus.",
    "We expect talks to resume in June.",
    "The summit is to open at 9 a.m. on 21 May in Seoul.",
    "We can neither confirm nor deny that the ferry was stopped.",
    "Nine people died when the bridge fell.",
    "Vale turned it down.",
    "We have offered talks without conditions, and Pyongyang has not answered.",
)


@pytest.mark.parametrize("text", NOTHING)
def test_talk_about_the_talk_tells_nothing(text):
    assert is_aside(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_a_short_sentence_with_a_matter_of_its_own_is_no_aside(text):
    assert not is_aside(text)
