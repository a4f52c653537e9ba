"""Where sources claim what not both can be: denied, blamed on one another, of another cause."""

import pytest

from assistant.briefing.events.figures import differences
from assistant.rechecking.mismatches import mismatches
from corpus import clock
from tests.support.archives import desk_of
from tests.unit.briefing.test_figures import told

DAY, NEXT = "2023-08-08", "2023-08-09"

CONTRARY = [
    (
        "A missile of the government army hit the hospital in Marra on Monday, the rebels said.",
        "A missile of the rebels hit the hospital in Marra on Monday, the government army said.",
    ),
    (
        "Hask shot down a drone of Ruvia over the strait of Hask on Monday, the army of Hask said.",
        "No drone of Ruvia was shot down over the strait of Hask on Monday, the army of Ruvia said.",
    ),
    (
        "Soldiers of Marn opened fire first at the Aliv bridge on Sunday, the defence ministry of Aliv said.",
        "Soldiers of Aliv opened fire first at the Aliv bridge on Sunday, the defence ministry of Marn said.",
    ),
    (
        "Foreign Minister Luc Ferro met the envoy of Tevan in Geneva on Sunday, two diplomats told the Daily Sarn.",
        "Foreign Minister Luc Ferro said on Monday that he had not met the envoy of Tevan in Geneva.",
    ),
    (
        "Mayor Ilya Brod said that the rocket was fired by the army of Orland.",
        "The army of Orland denied on Tuesday that it had fired the rocket that struck a bakery in Kesta.",
    ),
    (
        "The leak at the Bellis refinery was caused by sabotage, Governor Ana Silva said on Monday.",
        "The leak at the Bellis refinery was caused by a worn valve, the operator said on Monday.",
    ),
    (
        "The fire at the Nord mill was caused by a cigarette, firefighters said on Tuesday.",
        "A faulty heater caused the fire at the Nord mill, the insurer said.",
    ),
    (
        "The power cut in Lusane was due to a fallen pylon, the grid operator said.",
        "The regulator blamed the power cut in Lusane on a worn switch on Tuesday.",
    ),
    (
        "The cause of the crash of the Alto jet near Quay was ice on the wings, the airline said.",
        "Engine failure had caused the crash of the Alto jet near Quay, investigators said.",
    ),
    (
        "The Tolm dam broke because of heavy rain, the operator said.",
        "The Tolm dam broke because of bad maintenance, engineers said.",
    ),
    (
        "Parliament in Orsk approved the pension bill on Wednesday.",
        "Parliament in Orsk rejected the pension bill on Wednesday.",
    ),
    (
        "Brazil's central bank sold dollars on Thursday, traders said.",
        "Brazil's central bank said it did not sell dollars on Thursday.",
    ),
    (
        "The Velmora navy sank a trawler off Port Vale, the fishermen's union said.",
        "The Velmora navy denied that it sank a trawler off Port Vale.",
    ),
    (
        "The airstrike of the United States in Kunduz killed civilians, doctors said.",
        "The United States said its airstrike in Kunduz killed no civilians.",
    ),
]


@pytest.mark.parametrize(("one", "other"), CONTRARY)
def test_what_not_both_can_be_differs_in_either_order(one, other):
    for first, second in ((one, other), (other, one)):
        (found,) = differences(told((DAY, first), (DAY, second)))
        assert found.values == (first, second)
        assert f"says “{first}”" in found.remark and f"says “{second}”" in found.remark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The crash near Quay was caused by a worn brake, the railway said.",
            "The police caused the delay after the crash near Quay, the railway said.",
        ),
        (
            "The storm caused the power cut in Lusane, the grid operator said.",
            "The power cut in Lusane caused the closure of schools, the mayor said.",
        ),
        (
            "The rise of bread prices in Tarn was due to drought, the bank said.",
            "The war caused the rise of fuel prices in Tarn, the bank said.",
        ),
        (
            "Tolva will not send tanks to Ketra, the minister said.",
            "Tolva will send tanks to Ketra, the minister said.",
        ),
        (
            "North Korea fired a missile on Monday, Seoul's military said.",
            "South Korea fired a missile on Monday, its military said.",
        ),
        (
            "China criticised the United States over Taiwan on Monday, Beijing said.",
            "The United States criticised China over Taiwan on Monday, Washington said.",
        ),
        (
            "Troops of Marn shelled villages of Aliv on Monday, Aliv said.",
            "Troops of Aliv shelled villages of Marn on Monday, Marn said.",
        ),
        ("Talks of Orsk and Tarn ended without a deal on Monday.", "The talks of Orsk and Tarn ended on Monday."),
        ("North Korea has not yet responded to the offer.", "North Korea responded to the offer of talks."),
        (
            "The governor of Karst did not attend the summit in Lenk on Monday.",
            "The mayor of Dovin attended the summit in Lenk on Monday.",
        ),
        ("Orsk's senate did not pass the budget on Tuesday.", "Orsk's senate passed the budget on Wednesday."),
        (
            "The army of Orsk hit a depot in Karst, the army said.",
            "The army of Orsk did not hit a hospital in Karst, the army said.",
        ),
        ("Did Orsk pay the ransom to the hackers?", "Orsk did not pay the ransom to the hackers."),
        (
            "Kim Jong Un did not appear at the parade in Pyongyang on Monday.",
            "Kim Jong Un's sister appeared at the parade in Pyongyang on Monday.",
        ),
        ("The Harbour Bank has no branches in Orsk.", "The Harbour Bank has branches in Tarn and Velmora."),
        (
            "Orsk did not vote for the resolution on Tarn, diplomats said.",
            "Orsk voted against the resolution on Tarn, diplomats said.",
        ),
        (
            "The flight from Accra to Lima was cancelled because of fog.",
            "The flight from Lima to Accra was cancelled because of a strike.",
        ),
        ("Nobody was killed in the blast in Porto, police said.", "The blast in Porto killed two dogs, police said."),
        ("The Aurora museum in Port Vale opened on Monday.", "The Aurora museum in Port Vale closed on Monday."),
        (
            "The strike in Port Vale was backed by the dockers, the union said.",
            "The strike in Port Vale was backed by teachers, their union said.",
        ),
    ],
)
def test_what_both_can_be_or_was_only_meant_to_be_does_not_differ(one, other):
    assert differences(told((DAY, one), (DAY, other))) == []


def test_what_is_denied_weeks_later_is_no_difference():
    one, other = CONTRARY[1]
    assert differences(told((DAY, one), (NEXT, other))) != []
    assert differences(told((DAY, one), ("2023-09-20", other))) == []


@pytest.mark.parametrize("pair", [0, 1, 2, 5])
def test_a_briefing_tells_both_claims_and_an_answer_says_that_they_differ(tmp_path, pair):
    rows = [
        {"id": f"a{at}", "title": "What happened", "source": source, "published": DAY, "text": text, "kind": "report"}
        for at, (source, text) in enumerate(zip(("Capital Post", "Coast Wire"), CONTRARY[pair], strict=True))
    ]
    desk = desk_of(tmp_path, rows)
    topics = {
        0: "the hospital in Marra",
        1: "the drone over Hask",
        2: "the fire at the Aliv bridge",
        5: "the Bellis leak",
    }
    topic = topics[pair]
    found = desk.brief(topic)
    (item,) = next(one.items for one in found.sections if one.kind == "disagreements")
    assert [one.citations[0].quote for one in item.sentences] == [*CONTRARY[pair]]
    assert mismatches(desk.archive, [found]) == []
    answer = desk.ask(f"What is known of {topic}?")
    assert any(note.startswith("Sources differ: Capital Post") for note in answer.notes)
    assert mismatches(desk.archive, [answer]) == []


SHORT = "The fire in the Vard market hall was caused by a short circuit, the police said."
CRASH = "The plane crashed near Olma because it had run out of fuel, investigators said on Monday."


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (SHORT, "The fire in the Vard market hall was set on purpose, the owner said.", 1),
        (SHORT, "The fire in the Vard market hall was not set on purpose, the owner said.", 0),
        (SHORT, "Police are looking into arson after the fire in the Vard market hall.", 0),
        (SHORT, "The fire in the Lund market hall was set on purpose, the owner said.", 0),
        (CRASH, "The plane crashed near Olma because an engine had failed, the airline said on Monday.", 1),
        (CRASH, "The train crashed near Olma because a rail had broken, the railway said on Monday.", 0),
        (CRASH, "The plane was turned back near Olma because an engine had failed, the airline said on Monday.", 0),
        (
            "A gas pipe blew up in Lenk. The blast was due to corrosion, the firm said.",
            "The blast of a gas pipe in Lenk was an act of sabotage, not an accident, the governor said.",
            1,
        ),
        (
            "A gas pipe blew up in Lenk. The blast was due to corrosion, the firm said.",
            "The blast at a school in Lenk was an act of sabotage, the governor said.",
            0,
        ),
        (
            "A fire destroyed the Nord mill in Tarn on Monday. The fire was caused by a cigarette, it was said.",
            "The Nord mill in Tarn burnt down on Monday. The fire was caused by a short circuit, the police said.",
            1,
        ),
        (
            "A fire broke out in the Nord mill in Tarn on Monday. The fire was caused by a cigarette, it was said.",
            "A school burnt down in Tarn on Thursday. The fire was caused by a short circuit, the police said.",
            0,
        ),
    ],
)
def test_another_cause_of_the_same_is_told_days_later_too_and_that_of_something_else_is_none(one, other, differs):
    for first, second in (((DAY, one), ("2023-08-13", other)), ((DAY, other), ("2023-08-13", one))):
        assert len(differences(told(first, second))) == differs
    assert differences(told((DAY, one), ("2023-08-20", other))) == []


def test_comparing_claims_ends_where_the_time_is_up():
    found = told(*((DAY, f"Guard {at} of the Karst mine fired on strikers.") for at in range(30)))
    left = iter(range(40))

    def in_time():
        if next(left, None) is None:
            raise TimeoutError

    with pytest.raises(TimeoutError), clock.bounded(in_time):
        differences(found)
