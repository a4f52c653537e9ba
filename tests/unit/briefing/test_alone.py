"""From which of its words on a sentence can be read without its neighbours."""

import pytest

from assistant.briefing.events.alone import ending, hangs_on_another, standing
from assistant.briefing.events.gather import gather
from assistant.briefing.events.tellings import tellings
from assistant.briefing.request import Order
from corpus.scope import Scope
from tests.support.archives import desk_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port will close on Monday for a week of repairs.", "The port will close"),
        ("And so, we do not have plans to close the port this year.", "we do not have plans"),
        ("TO THE COUNCIL OF NORVIK:\nThe port will close on Monday for a week of repairs.", "The port will close"),
        ("Dear Mayor Vale:\n  And the port will close on Monday for a week of repairs.", "the port will close"),
        ("Twelve passengers died in Norvik.", "Twelve passengers"),
        ("9 a.m. is when the ferry leaves the harbour of Norvik on most days.", "9 a.m. is when"),
        ("Well, unfortunately, the union has refused all offers of the port.", "unfortunately, the union"),
        ("To support these plans, the two Presidents will direct their councils to meet.", "the two Presidents"),
        ("This week the union and the port agreed on shorter night shifts.", "This week the union"),
        ("No date has been set for the opening of the northern quay.", "No date has"),
        ("It was not clear on Friday who had called the strike of the port.", "It was not clear"),
        ("It remains to be seen whether the port and the union will agree.", "It remains to be seen"),
        ("Both leaders agree to begin talks on larger exercises this year.", "Both leaders agree"),
        ("All three towns agree to begin talks on larger exercises this year.", "All three towns"),
        ("Second, the port is to get a new crane for its northern quay.", "the port is"),
        ("In doing so, we will give the port a new crane for its quay.", "we will give"),
        ("With this in mind, and considering the rising tolls, both towns agree to meet.", "considering the rising"),
        ("And so, reports of a fire in the port of Norvik were wrong.", "reports of a fire"),
        ("And state media said that the port will close on Monday.", "state media said"),
        ("Noting their concern over tolls, the ministers agreed to meet in May.", "Noting their concern"),
        ("In addition to the tolls, the town will raise the rent of the port.", "In addition to"),
        ("In addition, the town will raise the rent of the northern port.", "the town will"),
        ("Instead of a strike, the union called for talks with the town.", "Instead of"),
        ("So far the town has spent 3 million crowns on the new pier.", "So far"),
        ("Well over 900 dockers walked off the job in Norvik on Monday.", "Well over"),
        ("But for the rain, the festival of the harbour was a great success.", "But for"),
        ("Now a plain sentence, from Mayor Jon Vale: we will not close the port.", "Now a plain"),
        ("But Mayor Jon Vale said a plain word: we will not close the port.", "Mayor Jon Vale said"),
        ("Their leader, Greg Alder, said that the pier would bleed the shops dry.", "Their leader, Greg Alder"),
        ("After Mayor Vale left the port, he said that the tolls will rise.", "After Mayor Vale"),
    ],
)
def test_what_links_a_sentence_to_the_one_before_is_left_off(text, told):
    at = standing(text)
    assert at is not None and text[at:].startswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "He said that the port will close on Monday for a week.",
        "Their leader, Greg Alder, left the town hall of Norvik before the vote.",
        "Their leader said that the pier would bleed the shops of Norvik dry.",
        "No, the union did not agree on the night shifts with the port.",
        "9:00 a.m. Mayor Vale opens the new pier of the port of Norvik, at the town hall.",
        "10.30 am – The council meets on the budget of the port of Norvik, at the town hall.",
        "No we did not agree on the night shifts with the union of the port.",
        "It was not clear to him who had called the strike, and it was late.",
        "It was known in the town of Norvik for a week of repairs of the quay.",
        "Under these conditions, the union will end the strike on Monday.",
        "The following is the text of a joint statement by the ministers of all five towns of the northern coast.",
        "actions in violation of the orders of the port and of serious rules of the town.",
        "(The briefing of the port was concluded at four in the afternoon.)",
        "Good afternoon, everyone, and thank you so much for joining the briefing of the port.",
        "Today, the port is announcing key findings from the reviews under Executive Order (E.O.)",
        "Thank you.",
        "Hi, if you are still on the line, could you say your question once more for us?",
        "Yesterday his colleague Ida Holm told reporters that the port had been closed.",
        "On Monday, asked whether Mayor Vale had come to the port, he would say nothing of it.",
        "Asked about a strike that had been ended by Mayor Vale, he said the port was quiet.",
        "In Norvik, they agreed to meet again in the autumn of this year.",
        "Together, they affirmed that the port is the linchpin of peace in the islands.",
        "All three called on the port to end the strike at once.",
        "Nor is a meeting of the port and its union planned for May.",
        "The dockers' leader Maria Oren was asked that yesterday.",
        "First and foremost is the strike of the dockers in the port of Norvik.",
        "- The order of May 3, 2010, after the ship Anna was sunk with nine sailors.",
        "The mayor will meet the newly elec- — excuse me — the newly elected leader of the union.",
        "1-44) with respect to the port of Norvik and its union of dockers.",
        "So says a joint report that the port, the town and the union put out on Monday.",
        "And so did the dockers of the northern quay on Monday, and the town with them.",
        "and said that the port will close on Monday for a week of repairs.",
        "The mayors of Norvik, Ansel and Port Vale did so in a letter dated May 28.",
        "Mayor Jon Vale, who left for Norvik yesterday, was not.",
        "The port of Norvik has chosen not to do so this year, nor will the town.",
        "In this vein, including six million doses for the islands and five million for the coast.",
        "The board announced it on Monday to all the towns of the northern coast.",
    ],
)
def test_what_leans_on_others_or_only_greets_is_not_told(text):
    assert standing(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The next evening the council of Norvik voted to close the port.",
        "Two days later the council of Norvik voted to close the port.",
        "A week earlier, the council of Norvik had closed the port.",
        "The day after the vote, the 420 dockers of Norvik walked out of the port.",
        "Later that week the mayor of Norvik opened the port again.",
        "The morning after, the dockers of Norvik walked out of the port.",
        "The dockers of Norvik walked out of the port the following night.",
        "Just hours after the vote the dockers of Norvik walked out of the port.",
        "In 2021 the dockers of Norvik walked out of the port the next day.",
        "Shortly afterwards the dockers of Norvik walked out of the port.",
        "The walkout of the dockers came less than a week after the vote in Norvik.",
        "The dockers of Norvik walked out within days of the vote on the port.",
        "Since then, the dockers of Norvik have stayed away from the port.",
    ],
)
def test_what_happened_at_a_time_that_another_sentence_tells_is_not_told(text):
    assert standing(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "On March 3 the council voted, and two days later the dockers of Norvik walked out.",
        "The next morning, Friday, the council of Norvik voted to close the port.",
        "The day after the vote of March 3, the dockers of Norvik walked out of the port.",
        "Yesterday or the day before, the dockers of Norvik walked out of the port.",
        "The union walked out on the day before yesterday and closed the port of Norvik.",
        "Later this week the mayor of Norvik will open the port again.",
        "The port of Norvik earned six percent more than a year earlier, its director said.",
        "The dockers of Norvik walked out in 2021 and were back a year later.",
        "The port of Norvik earned six percent more than in May, and no less than the previous year.",
        "Week after week the dockers of Norvik walked out of the port.",
    ],
)
def test_a_time_that_is_told_from_one_of_the_sentence_itself_is_told(text):
    assert standing(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "The minister of Norvik resigned last week after a scandal over the port.",
        "The yard resumed its tests of the ferry this year after a long pause.",
        "Officials said that night flights over the harbour would be banned.",
        "The plane of the minister landed an hour later than planned in Norvik.",
        "The bridge over the harbour was closed for five years after the collapse.",
        "Sales of the yard in Norvik rose 8 percent on the previous quarter.",
    ],
)
def test_a_time_beside_which_an_event_only_stands_is_told(text):
    assert standing(text) == 0


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("The yard said it would appeal the ruling.", False),
        ("According to the port, this was the third strike of 2022.", False),
        ("Both Norvik and Ansel condemned the strike.", False),
        ("He did not adopt the word of the reporter.", True),
        ("So says a joint advisory of the ports.", True),
    ],
)
def test_a_sentence_hangs_on_another_by_how_it_begins(text, hangs):
    assert hangs_on_another(text) is hangs


@pytest.mark.parametrize(
    "text",
    [
        "The port of Norvik has lowered its tolls for years, and will do so again.",
        "The port asked the union to end the strike and gave it two days to do so.",
        "Mayor Vale was in Norvik for the talks, while the union leader Maria Oren was not.",
        "The union of the dockers does so much for the islands of the northern coast.",
        "The harbour ministry said it would close the port of Norvik for a week of repairs.",
    ],
)
def test_a_verb_that_stands_for_one_of_the_sentence_itself_is_told(text):
    assert standing(text) == 0


@pytest.mark.parametrize(
    ("main", "rest"),
    [
        (
            "The union and the port agreed on Monday to shorten the night shifts of all crane drivers from spring on",
            ", including those who work for the three smaller companies at the northern quay, for the two lines of"
            " ferries, and for the old yard.",
        ),
        (
            "The minister opened the new bridge over the river on Friday before two thousand guests from the villages",
            ", which had waited for it since the flood of the winter took the old one and all the boats with which"
            " their people crossed over to the market of the town.",
        ),
        (
            "The council met on Tuesday and voted to lend the ferry company four million for a ship that sails in ice",
            ", and we will build the pier that it needs with what is left of the fund that was set aside after the"
            " storm for the quays of the northern towns.",
        ),
    ],
)
def test_a_long_sentence_is_quoted_to_the_end_of_its_main_statement(main, rest):
    assert (main + rest)[: ending(main + rest)] == main


@pytest.mark.parametrize(
    "text",
    [
        "The port will close on Monday, including the northern quay.",  # short
        "The union and the port agreed on Monday to shorten the night shifts of all crane drivers from spring on"
        ", including those of the three smaller companies, but only if the council pays for half of it.",  # a condition
        "The port and the union of its dockers and the drivers of all cranes along both quays of the old harbour"
        ", which have been at odds over night shifts since the winter, agreed on Monday to meet again.",  # no verb yet
    ],
)
def test_a_sentence_whose_rest_bounds_it_is_quoted_whole(text):
    assert ending(text) == len(text)


@pytest.mark.parametrize(
    "mark", [" – including cranes for the coal quay", " — as well as new ropes", ";; the rest is due in May"]
)
def test_no_quotation_ends_with_a_mark_that_something_follows(mark):
    main = "On Monday the council of the port made the case for a loan that pays for night trains, ropes and barges"
    text = f"{main}{mark} and for whatever else the dockers of all three quays may ask of it this year."
    assert text[: ending(text)] == main


def test_no_word_that_is_asked_for_is_left_off():
    main = "The two ministers voiced their deep concern at the hardship that the people of the northern islands face"
    text = (
        main
        + ", including for want of hay, of fuel and of doctors since the new outbreak of bird flu on the farms along"
    )
    text += " the western coast and in the hills behind it."
    assert text[: ending(text)] == main
    assert ending(text, lambda told, left: "flu" in told or "flu" not in left) == len(text)


def test_where_a_speaker_begins_again_no_statement_ends():
    text = (
        "A few weeks ago the council of the port voted eleven to two for a higher toll in the wake of unprecedented"
        " – of an unprecedented number of strikes by the dockers and by the drivers of the cranes."
    )
    assert ending(text) == len(text)
    text = (
        "On Monday the mayor will be in the port of Norvik, which has all that is needed for talks on tolls with his"
        " — including with his council of the port, the dockers and the drivers of all the cranes."
    )
    assert ending(text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor ended a strike of twenty weeks in the port of Norvik that had cost the town its ferries, thousands"
        " – millions of crowns, and was a failed enterprise after so many weeks of talks.",
        "The council of the port fined nineteen ships and firms in the month of May, and at the same time – as you"
        " heard from the mayor, as you heard from the union – it saw that fines would hardly end the strike.",
        "Later today the council of the port will hear of the new toll from its experts — at six o'clock, as a rule,"
        " including on days that are holidays — and of what is asked of them by the council.",
    ],
)
def test_at_a_dash_and_between_two_no_statement_ends(text):
    assert ending(text) == len(text)


def test_a_sentence_of_a_hundred_words_stands_by_its_main_statement():
    main = "Today the council of the port is naming Coast Trading, a firm that sold rotten ropes to the ferry company"
    rest = "; Jon Vale, who kept its books, and who is known in the town for much else" * 6 + "."
    assert len((main + rest).split()) > 100
    assert standing(main + rest) == 0 and (main + rest)[: ending(main + rest)].startswith(main)


def test_what_tells_nothing_is_no_telling(tmp_path):
    aside = "But I just wanted to provide a quick update with all of your good questions."
    hollow = (
        "Our objective and what we’ll watch closely is — and I don’t have an update on it from here — is, you know, any"
        " decision to provide additional support to the dockers of the port while they’re on strike."
    )
    said = "The port of Norvik will close on Monday for a week of repairs."
    text = f"{said}\n{aside}\n{hollow}"
    desk = desk_of(tmp_path, [{"id": "port", "title": "Port", "published": "2022-03-01", "text": text}])
    order = Order("", "", Scope("2022-03-02", "2022-03-01"), "caller", 400, "brief")
    assert [one.text for one in tellings(gather(order, desk.archive, desk.searcher))] == [said]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Norvik's Foreign Minister Jon Ost said on Friday that his country would stay away.", True),
        ("US Secretary of State Jon Vale Ost said on Friday that he would sail to Norvik.", True),
        ("South Korean Unification Ministry said on Friday that his plan was dead.", False),
    ],
)
def test_who_is_named_with_country_and_office_is_whom_a_pronoun_stands_for(text, alone):
    assert (standing(text) == 0) is alone
