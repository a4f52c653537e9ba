"""The gate as a stranger tries it: varied sentences against ten short texts, each to be let through or refused."""

import pytest

from assistant.verify import judge

DAM = (
    "The ministry said 25 people were killed and 1,200 homes were destroyed when the dam failed on 3 July "
    "2022. About 4,500 residents, or 12 per cent of the town, were moved to schools. Repairs will cost $2.4 "
    "million."
)
LETTER = (
    "Prime Minister Anna Lindqvist did not reply to the letter from President Carlos Mendes. Her spokesman, "
    "Erik Dahl, replied on Monday that the government may join the talks in Geneva if the fighting stops."
)
BUDGET = (
    "Finance Minister Rosa Ortega said the budget would rise by 5%. Governor Hassan Malik said inflation was "
    "falling faster than expected. The union's president, Joan Price, called the plan “a step backward”."
)
BRIEFING = (
    "SECRETARY VOSS: We remain committed to the defense of our allies. We have not seen a response to our "
    "outreach. \n"
    "QUESTION: Has the North Korean side closed the border?\n"
    "SECRETARY VOSS: I have no information on that. But I can tell you that the door to diplomacy is open.\n"
    "MR. TANAKA: Japan supports the approach. We have provided $150 million in food aid since 2019."
)
VOTE = (
    "The U.N. Security Council voted 13-0, with China and Russia abstaining, to extend the monitoring panel's "
    "mandate until April 30, 2022. The U.S. ambassador, Linda Greene, welcomed the vote. She called it an "
    "important step."
)
TRADE = (
    "Exports to China fell 8.2% to $13.7 billion in May, while imports from Japan rose by a third. The trade "
    "deficit was larger than in April. Samsung Electronics Co. said its profit doubled to 15 trillion won."
)
QUAKE = (
    "A 6.1-magnitude earthquake struck 40 kilometers (25 miles) east of the city at 4:15 a.m. on Tuesday, "
    "injuring at least two dozen people. No deaths were reported. Half of the hospital's 300 beds are in use."
)
MISSILE = (
    "Officials said the missile flew about 430 kilometres at a height of 60km before falling into the East "
    "Sea. It is the seventh launch this year. Analysts believe it was a KN-23, but the military has yet to "
    "confirm the type."
)
BILL = (
    "The bill passed the lower house by 232 votes to 195. It now goes to the Senate, where the opposition "
    "holds a majority. The president has promised to sign it. Critics argue that the law would make it harder "
    "to report corruption."
)
DRILLS = (
    "Kim Yo Jong, the sister of leader Kim Jong Un, denounced the drills and warned that Seoul would pay a "
    "price. South Korea’s Defense Ministry expressed regret over her statement. It said the nine-day exercise "
    "would go ahead as planned."
)
ENVOYS = (
    "Envoys of three countries met in Honolulu on Saturday to discuss North Korea. They agreed on 15 joint steps, "
    "South Korean envoy Park Min-ho said after the meeting. “We are ready for talks without conditions,” Park told "
    "reporters. American envoy Susan Hale said sanctions would not be lifted before an inspection. North Korea did "
    "not reply to the offer. The next meeting is planned for May in Seoul."
)
TRADERS = (
    "Germany will make a first contribution of €150 million to the energy fund. It will also invest €1.5 billion in "
    "energy products between 2021 and 2027. Cambodia exported $8.7 billion of goods to Germany in 2020, an increase of "
    "33 percent from 2019; clothing makes up most of Cambodia's exports. Singapore is the second-largest Asian "
    "investor "
    "in the region, and Malta is the 18th country to sign the pact."
)
ROCKETS = (
    "We have sent more than 5,500 rockets to Ukraine. The plant has produced more than 50,000 rockets over the last 20 "
    "years. In 2021 alone, it made nearly 13,000. Its prices are up from 4 percent to 6 percent. Hundreds of millions "
    "of "
    "dollars were spent, the largest sum in over a decade, and 550 million doses went to children under the age of 5."
)
ACCORD = (
    "On March 10, the ministry said that North Korea's tests on February 26 and March 4 involved a long-range missile. "
    "Deputy Secretary Anna Holt said in Vienna that there would likely be further tests. An accord could be signed in "
    "short order if Iran decides that it wants to return to the talks. The agency will consider whether to authorize "
    "the "
    "vaccine. Russian clubs should be suspended. The council has begun sending aid."
)
MEETING = (
    "Special Envoy Sung Kim met with Vice Foreign Minister Mori Takeo on April 4. The two condemned North Korea's "
    "March "
    "24 missile launch. Norway, Israel and four other countries were moved to the list last week. Officials pledged at "
    "least $2¾ billion over the next 5 years. Comoros was upgraded this year. MR. HOLT: The plane lands this evening."
)

HOLDS = [
    (TRADERS, "Cambodia's exports of goods to Germany rose by a third in 2020, to $8.7 billion."),
    (TRADERS, "Between 2021 and 2027, Germany will put €1.5 billion into energy products."),
    (TRADERS, "Malta became the eighteenth country to sign the pact."),
    (ROCKETS, "Over half a billion doses went to children under five."),
    (ROCKETS, "Nearly 13,000 rockets were made in 2021."),
    (
        ACCORD,
        "On March 10, the ministry said the North Korean tests of February 26 and March 4 involved a long-range "
        "missile.",
    ),
    (ACCORD, "The agency is to consider whether to authorize the vaccine."),
    (MEETING, "Sung Kim and Mori condemned the March 24 missile launch by North Korea."),
    (MEETING, "Officials pledged at least $2.75 billion over five years."),
    (MEETING, "Norway and five other countries were moved to the list."),
    (MEETING, "The plane lands tonight, Holt said."),
    (DAM, "Twenty-five people were killed when the dam failed."),
    (DAM, "25 people died when the dam failed."),
    (DAM, "Some 4,500 residents were moved to schools."),
    (DAM, "Twelve percent of the town was moved to schools."),
    (DAM, "12% of the town's residents were moved to schools."),
    (DAM, "Repairs will cost 2.4 million dollars."),
    (DAM, "Repairs will cost $2,400,000."),
    (DAM, "The dam failed on July 3, 2022."),
    (DAM, "The dam failed on 3 July."),
    (DAM, "The dam failed in July 2022."),
    (DAM, "The dam failed on 2022-07-03."),
    (DAM, "The dam failed on 03/07/2022."),
    (DAM, "Dozens of people were killed when the dam failed."),
    (DAM, "Repairs are expected to cost $2.4 million."),
    (LETTER, "Prime Minister Lindqvist did not answer the letter from Mendes."),
    (LETTER, "Lindqvist has not replied to Mendes's letter."),
    (LETTER, "Lindqvist left the letter from Mendes without a reply."),
    (LETTER, "Erik Dahl replied on Monday that the government may join the talks."),
    (LETTER, "Dahl said the government could join the talks in Geneva."),
    (LETTER, "Dahl said the government might join talks in Geneva if fighting stopped."),
    (BUDGET, "According to Governor Malik, inflation was falling faster than expected."),
    (BUDGET, "Inflation was falling faster than expected, Malik said."),
    (BUDGET, "The budget would rise by 5 percent, said Finance Minister Ortega."),
    (BUDGET, "Joan Price called the plan “a step backward”."),
    (BUDGET, 'The union\'s president called the plan "a step backward".'),
    (BUDGET, "Ortega said the budget would rise by 5% and Malik said inflation was falling."),
    (BRIEFING, "Secretary Voss said the door to diplomacy is open."),
    (BRIEFING, "Tanaka said Japan has provided $150 million in food aid since 2019."),
    (BRIEFING, "A reporter asked whether North Korea had closed the border."),
    (BRIEFING, "Voss said there has been no response to the outreach."),
    (VOTE, "The United Nations Security Council extended the panel's mandate until 30 April 2022."),
    (VOTE, "The UNSC voted 13-0 to extend the mandate."),
    (VOTE, "China and Russia abstained."),
    (VOTE, "Linda Greene, the American ambassador, welcomed the vote."),
    (VOTE, "The US ambassador welcomed the vote and called it an important step."),
    (VOTE, "Overall, the vote extended the panel's mandate until April 30."),
    (TRADE, "Exports to China fell by 8.2 percent to $13.7 billion."),
    (TRADE, "Imports from Japan rose by one third."),
    (TRADE, "Samsung's profit doubled to 15 trillion won."),
    (QUAKE, "The earthquake of magnitude 6.1 struck 25 miles east of the city."),
    (QUAKE, "Nobody was reported dead."),
    (QUAKE, "The earthquake struck on Tuesday at 4:15 am."),
    (MISSILE, "The missile flew 430 km."),
    (MISSILE, "The missile flew some 430 kilometers at an altitude of 60 kilometers."),
    (MISSILE, "It was the 7th launch of the year."),
    (BILL, "The bill passed the lower house 232-195."),
    (BILL, "The president promised to sign the bill."),
    (BILL, "The opposition holds a majority in the Senate."),
    (DRILLS, "Kim Yo-jong, sister of Kim Jong-un, denounced the drills."),
    (DRILLS, "The South Korean Ministry of Defense expressed regret over her statement."),
    (DRILLS, "The 9-day exercise would go ahead."),
    (ENVOYS, "Hale, the American envoy, said sanctions would not be lifted before an inspection."),
    (ENVOYS, "Sanctions will not be lifted before an inspection, according to American envoy Susan Hale."),
    (ENVOYS, "The next meeting will be held in Seoul in May."),
    (ENVOYS, "Envoys from three countries met in Honolulu to talk about North Korea."),
    (ENVOYS, "Three envoys discussed North Korea in Honolulu on Saturday."),
    (ENVOYS, "The envoys agreed on fifteen joint steps."),
    (ENVOYS, "Park Min-ho told reporters: “We are ready for talks without conditions.”"),
    (ENVOYS, "Park said South Korea was ready for talks without conditions."),
    (ENVOYS, "Pyongyang did not answer the offer."),
    (ENVOYS, "There was no reply from North Korea to the offer."),
    (ENVOYS, "The envoys of three countries, who met in Honolulu, agreed on 15 joint steps, Park Min-ho said."),
    (ENVOYS, "U.S. envoy Hale ruled out lifting sanctions before an inspection."),
    (BRIEFING, "Voss had no information on whether the border was closed."),
]

FAILS = [
    (ENVOYS, "North Korea accepted the offer."),
    (ENVOYS, "North Korea rejected the offer."),
    (TRADERS, "Ukraine will invest €1.5 billion in energy products between 2021 and 2027."),
    (TRADERS, "Cambodia exported $8.7 billion of goods to Germany in 2019."),
    (TRADERS, "Germany exported $8.7 billion of goods to Cambodia in 2020."),
    (TRADERS, "Singapore is the largest Asian investor in the region."),
    (TRADERS, "Singapore is the 18th country to sign the pact."),
    (TRADERS, "Germany will make a contribution of €150 million a year to the energy fund."),
    (ROCKETS, "Ukraine has sent more than 5,500 rockets."),
    (ROCKETS, "The plant made more than 50,000 rockets in 2021 alone."),
    (ROCKETS, "Its prices went from 6 percent to 4 percent."),
    (ROCKETS, "Hundreds of thousands of dollars were spent."),
    (ACCORD, "North Korea tested a long-range missile on March 10."),
    (ACCORD, "Holt said there would be no further tests."),
    (ACCORD, "Further tests took place, Holt said."),
    (ACCORD, "An accord was signed in Vienna."),
    (ACCORD, "Iran has decided to return to the talks."),
    (ACCORD, "The agency authorized the vaccine."),
    (ACCORD, "Russian clubs have been suspended."),
    (ACCORD, "The council plans to begin sending aid."),
    (ACCORD, "Secretary Anna Holt spoke in Vienna."),
    (MEETING, "Kim Jong Un met Mori Takeo on April 4."),
    (MEETING, "Foreign Minister Mori Takeo met Sung Kim on April 4."),
    (MEETING, "Kim and Mori condemned North Korea's April 4 missile launch."),
    (MEETING, "Norway, Israel and four other countries were moved to the list last month."),
    (MEETING, "Norway was upgraded this year."),
    (ENVOYS, "The next meeting took place in May in Seoul."),
    (MISSILE, "The missile was a KN-23."),
    (BILL, "The bill passed the lower house by 195 votes to 232."),
    (DRILLS, "The nine-day exercise will be cancelled."),
    (ENVOYS, "North Korea replied to the offer."),
    (ENVOYS, "North Korea has replied to the offer."),
    (ENVOYS, "North Korea did respond to the offer."),
    (ENVOYS, "Sanctions would not be lifted before an inspection, South Korean envoy Park Min-ho said."),
    (ENVOYS, "South Korean envoy Park Min-ho said sanctions would not be lifted before an inspection."),
    (ENVOYS, "American envoy Susan Hale said after the meeting that they agreed on 15 joint steps."),
    (ENVOYS, "They agreed on 15 joint steps, American envoy Susan Hale said."),
    (ENVOYS, "“We are ready for talks without conditions,” Hale told reporters."),
    (ENVOYS, "“We are ready for talks without conditions,” Susan Hale, the American envoy, told reporters."),
    (ENVOYS, "Sanctions would be lifted after an inspection, Hale said."),
    (ENVOYS, "The next meeting is planned for June in Seoul."),
    (ENVOYS, "The next meeting is planned for May in Tokyo."),
    (ENVOYS, "The envoys agreed on fifty joint steps."),
    (ENVOYS, "Park said South Korea was not ready for talks without conditions."),
    (ENVOYS, "Envoys met in Honolulu on Sunday."),
    (ENVOYS, "The envoys failed to agree on 15 joint steps."),
    (ENVOYS, "The envoys agreed on none of the 15 joint steps."),
    (ENVOYS, "Susan Hale, the South Korean envoy, said sanctions would not be lifted."),
    (ENVOYS, "American envoy Park Min-ho said they agreed on 15 joint steps."),
    (DAM, "Twenty-six people were killed when the dam failed."),
    (DAM, "More than 1,500 homes were destroyed."),
    (DAM, "Exactly 4,500 residents were moved to schools."),
    (DAM, "Twenty percent of the town was moved to schools."),
    (DAM, "Repairs will cost $24 million."),
    (DAM, "Repairs will cost 2.4 million euros."),
    (DAM, "The dam failed on July 4, 2022."),
    (DAM, "The dam failed in June 2022."),
    (DAM, "The dam failed in July 2021."),
    (DAM, "1,200 people were killed and 25 homes were destroyed when the dam failed."),
    (DAM, "Hundreds of people were killed when the dam failed."),
    (DAM, "No one was killed when the dam failed."),
    (DAM, "The dam did not fail on 3 July 2022."),
    (DAM, "The dam, which was built in 1987 by a Spanish firm, failed on 3 July 2022."),
    (LETTER, "Anna Lindqvist replied to the letter from President Carlos Mendes."),
    (LETTER, "Erik Dahl did not reply on Monday."),
    (LETTER, "Dahl said the government will join the talks in Geneva."),
    (LETTER, "Dahl said the government joined the talks in Geneva."),
    (LETTER, "Lindqvist said the government may join the talks in Geneva."),
    (LETTER, "Mendes replied on Monday that the government may join the talks."),
    (LETTER, "President Lindqvist did not reply to the letter."),
    (LETTER, "The government may join the talks in Vienna."),
    (LETTER, "The letter came from Carlos Mendez."),
    (BUDGET, "Governor Hassan Malik said the budget would rise by 5%."),
    (BUDGET, "The budget would rise by 5%, Governor Hassan Malik said."),
    (BUDGET, "The budget would rise by 5%, said Governor Malik."),
    (BUDGET, "Inflation was falling faster than expected, Finance Minister Rosa Ortega said."),
    (BUDGET, "Inflation was falling faster than expected, according to Finance Minister Rosa Ortega."),
    (BUDGET, "Ortega, the finance minister, said inflation was falling faster than expected."),
    (BUDGET, "Rosa Ortega called the plan “a step backward”."),
    (BUDGET, 'The union\'s president called the plan "a step forward".'),
    (BUDGET, "Malik said the budget would rise by 5% and Ortega said inflation was falling."),
    (BUDGET, "The budget would fall by 5%, Ortega said."),
    (BUDGET, "Inflation was falling slower than expected, Malik said."),
    (BUDGET, "Inflation was rising faster than expected, Malik said."),
    (BRIEFING, "Tanaka said the door to diplomacy is open."),
    (BRIEFING, "Voss said Japan has provided $150 million in food aid since 2019."),
    (BRIEFING, "The North Korean side has closed the border."),
    (BRIEFING, "Voss said they have seen a response to their outreach."),
    (BRIEFING, "Japan has provided $150 billion in food aid since 2019."),
    (BRIEFING, "Japan has provided $150 million in food aid since 2018."),
    (BRIEFING, "The door to diplomacy is closed, Voss said."),
    (VOTE, "The Security Council voted 14-0 to extend the mandate."),
    (VOTE, "China and Russia voted against extending the mandate."),
    (VOTE, "China and Japan abstained."),
    (VOTE, "The U.S. ambassador criticized the vote."),
    (VOTE, "Linda Green welcomed the vote."),
    (VOTE, "Yesterday, the council voted to extend the mandate."),
    (TRADE, "Exports to China rose 8.2% to $13.7 billion."),
    (TRADE, "Imports from Japan rose by a quarter."),
    (TRADE, "The trade deficit was smaller than in April."),
    (TRADE, "The trade deficit was larger than in May."),
    (TRADE, "Samsung's profit tripled to 15 trillion won."),
    (TRADE, "Samsung's profit doubled to 15 billion won."),
    (TRADE, "LG said its profit doubled to 15 trillion won."),
    (TRADE, "Exports to Japan fell 8.2%."),
    (QUAKE, "The earthquake struck 40 miles east of the city."),
    (QUAKE, "The earthquake struck west of the city."),
    (QUAKE, "Deaths were reported."),
    (QUAKE, "All of the hospital's beds are in use."),
    (QUAKE, "The earthquake struck at 4:15 p.m. on Tuesday."),
    (MISSILE, "The missile flew about 430 miles."),
    (MISSILE, "It was the eighth launch of the year."),
    (MISSILE, "The military confirmed that it was a KN-23."),
    (MISSILE, "Analysts believe it was a KN-25."),
    (BILL, "The bill failed in the lower house."),
    (BILL, "The president has signed the bill."),
    (BILL, "The opposition holds a minority in the Senate."),
    (BILL, "The law would make it easier to report corruption, critics argue."),
    (BILL, "The law makes it harder to report corruption."),
    (DRILLS, "Kim Jong Un denounced the drills."),
    (DRILLS, "Kim Yo Jong welcomed the drills."),
    (DRILLS, "North Korea's Defense Ministry expressed regret over her statement."),
    (DRILLS, "Kim Yo Jong warned that Washington would pay a price."),
    (DRILLS, "She said Seoul would not pay a price."),
    (DAM, ""),
]

# What the gate does not see: a tense that has the form of the plan, another verb, noun or adjective in the place of one
# that is none's opposite; and what is right by arithmetic only.
GAPS = [
    (ENVOYS, "The envoys agreed on 15 military steps.", False),
    (DAM, "Repairs cost $2.4 million.", False),
    (TRADERS, "Cambodia exported $8.7 billion of services to Germany in 2020.", False),
    (QUAKE, "150 of the hospital's beds are in use.", True),
    (ROCKETS, "It was the largest sum in more than ten years.", True),
    (DAM, "More than 1,000 homes were destroyed.", True),
    (VOTE, "Beijing and Moscow abstained in the vote.", True),
    (TRADE, "Imports from Japan rose by about 33 percent.", True),
    (QUAKE, "At least 24 people were injured by the quake.", True),
]

KOREAN = "김정은 국무위원장은 2021년 1월 5일 당대회에서 경제 계획이 실패했다고 말했다."
FRENCH = "Le ministre a déclaré que 15 personnes ont été arrêtées à Lyon mardi."


@pytest.mark.parametrize(("cited", "sentence"), HOLDS)
def test_what_the_text_says_in_other_words_is_let_through(cited, sentence):
    found = judge(sentence, [cited])
    assert found.verdict != "unsupported", found
    assert not found.reasons


@pytest.mark.parametrize(("cited", "sentence"), FAILS)
def test_what_the_text_says_otherwise_is_refused_with_a_reason(cited, sentence):
    found = judge(sentence, [cited])
    assert found.verdict == "unsupported", found
    assert found.reasons
    assert found.score < 0.5


@pytest.mark.parametrize(("cited", "sentence", "holds"), GAPS)
@pytest.mark.xfail(strict=True, reason="known gaps of the gate")
def test_what_the_gate_does_not_see(cited, sentence, holds):
    assert (judge(sentence, [cited]).verdict != "unsupported") == holds


@pytest.mark.parametrize(
    ("cited", "sentence", "holds"),
    [
        (KOREAN, "김정은 국무위원장은 경제 계획이 실패했다고 말했다.", True),
        (KOREAN, "문재인 대통령은 미국을 방문했다.", False),
        (FRENCH, "15 personnes ont été arrêtées à Lyon.", True),
        (FRENCH, "17 personnes ont été arrêtées à Lyon.", False),
        (FRENCH, "15 personnes ont été arrêtées à Paris.", False),
    ],
)
def test_other_languages_are_judged_too(cited, sentence, holds):
    assert (judge(sentence, cited).verdict != "unsupported") == holds


def test_empty_quotes_and_sentences_are_judged_not_crashed_on():
    assert judge("The dam failed.", "").verdict == "unsupported"
    assert judge("The dam failed.", []).verdict == "unsupported"
    assert judge("", DAM).verdict == "unsupported"
    assert judge("The dam failed on 3 July 2022.", ["", DAM]).verdict == "supported"
