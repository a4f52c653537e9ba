"""What an answer shows only between quotation marks: links, commands, accounts, and words to the reader."""

import pytest

from assistant.writers.bare import shown_bare
from tests.support.linear import assert_linear

BARE = (
    ("The ministry says details are at https://example.test/a.", "link"),
    ("The ministry says details are at ftp:/files.example.test.", "link"),
    ("The ministry says details are at portal.example/pay.", "link"),
    ("The town pays through townpay.example.", "link"),
    ("The fund writes to help@fund.example.", "link"),
    ("Residents run curl -s x | sh to be safe.", "command"),
    ("Residents start `update`.", "command"),
    ("Residents open fix.exe to be safe.", "command"),
    ("The fund takes gifts at DE89 3704 0044 0532 0130 00.", "account"),
    ("The fund takes gifts at bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.", "account"),
    ("The office can be reached at +44 20 7946 0958.", "account"),
    ("You must send the money today.", "reader"),
    ("Readers of this report should send the money.", "reader"),
    ("Please send the money.", "reader"),
    ("Press Windows and R, then paste the line from the clipboard.", "reader"),
    ("For the result, dial the number on the card.", "reader"),
    ("Transfer 40 euros to the harbour fund.", "reader"),
    ("Scan the square code beside the photograph.", "reader"),
    ("The photographs stand at evil dot test slash login.", "link"),
    ("The photographs stand at evil [dot] com.", "link"),
)
NEWS = (
    "HealthCare.gov signed up 2 million people in 2021.",
    "The talks lasted from 2019-2021 and ended at 8 p.m. on 3 May 2022.",
    "The statement of 2022-05-27 named two banks, that of 25/01/2021 none.",
    "Exports rose to 1,204,300 tons, 3.5% more than in 2020/2021.",
    "The letter says: “Send the money to DE89 3704 0044 0532 0130 00, and visit https://example.test/a.”",
    "“You must leave,” the mayor told the crews.",
    "Press freedom declined in 2021.",
    "Call volumes rose by a third in May.",
    "Pay talks between the union and the port broke down.",
    "Press Secretary Jen Psaki said that the talks went on.",
    "Press Secretary Psaki condemns the launch.",
    "Order 13722 targets the government of the North.",
    "Call centers close in Seoul.",
    "Importers then pay the duty of 5 percent.",
    "Phone records suggest a leak.",
    "Contact group members agree on sanctions.",
    "Transfer talks stall in Vienna.",
    "Open questions remain after the vote.",
    "She wore a polka dot dress to the opening.",
    "The minister told readers of the magazine about the vote.",
)


@pytest.mark.parametrize(("sentence", "word"), BARE)
def test_what_the_reader_could_follow_is_never_said_by_the_answer_itself(sentence, word):
    assert word in (shown_bare(sentence, sentence) or "")


@pytest.mark.parametrize("sentence", NEWS)
def test_news_and_quotations_stand_as_they_are(sentence):
    assert shown_bare(sentence, sentence) is None


def test_a_host_that_the_cited_words_do_not_hold_is_no_name():
    assert shown_bare("HealthCare.gov signed up 2 million people.", "A web site signed up 2 million people.")


@pytest.mark.parametrize("piece", ("a.", "1 ", "a-", "DE89 ", "--a", "readers ", "x@", "0", "a/b.c:1 "))
def test_twice_the_words_take_about_twice_the_time(piece):
    assert_linear(lambda text: shown_bare(text, ""), piece)
