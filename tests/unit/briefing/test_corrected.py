"""Numbers that a source says are wrong, and numbers without a noun: both are told where sources differ."""

import pytest

from assistant.briefing.events.figures import differences
from assistant.rechecking.mismatches import mismatches
from tests.support.archives import desk_of
from tests.unit.briefing.test_figures import told

STORED = (
    "2024-03-05",
    "Minister Helga Rostova said that 2,100 tonnes of nitrate had been stored in the warehouse of Port Lusane.",
)
AID = ("2024-03-08", "Prime Minister Karol Lind promised 80 million crowns in aid for families on Thursday.")


@pytest.mark.parametrize(
    ("one", "later", "values"),
    [
        (
            STORED,
            "Varga said the warehouse of Port Lusane held 2,750 tonnes of nitrate, not the 2,100 tonnes named by it.",
            ("2,100 tonnes", "2,750 tonnes"),
        ),
        (
            STORED,
            "In Port Lusane 2,750 tonnes of nitrate were stored rather than 2,100 tonnes, the union said.",
            ("2,100 tonnes", "2,750 tonnes"),
        ),
        (
            AID,
            "An article of 8 March said that Karol Lind had promised 80 million crowns in aid for families. The "
            "correct sum is 18 million crowns.",
            None,
        ),
        (
            AID,
            "An earlier report of the Evening Post said that Karol Lind had promised families 80 million crowns in "
            "aid, but the correct sum is 18 million crowns.",
            None,
        ),
    ],
)
def test_a_number_that_another_source_says_is_wrong_differs_in_its_own_words(one, later, values):
    (found,) = differences(told(one, ("2024-03-14", later)))
    assert found.values == (values or ("80 million crowns", later))


@pytest.mark.parametrize(
    ("one", "later"),
    [
        (AID, "Karol Lind said that 18 million crowns in aid for families, not 30 million crowns, had been paid."),
        (AID, "Karol Lind promised 80 million crowns in aid for families, not loans of 18 million crowns."),
        (
            AID,
            "An article of 8 March said that Ada Orn had promised 80 million crowns for roads. The correct sum is 18 "
            "million crowns.",
        ),
        (AID, "It was correct to ask Karol Lind for aid of 18 million crowns, families said."),
        (STORED, "The harbour of Port Lusane handled 2,100 tonnes of fish, not the 2,750 tonnes of last year."),
    ],
)
def test_what_refuses_another_number_or_the_same_of_another_thing_is_no_correction(one, later):
    assert differences(told(one, ("2024-03-14", later))) == []


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (
            "The earthquake that struck Tavira on Monday had a magnitude of 6.1, the national seismic service said.",
            "The earthquake in Tavira on Monday had a magnitude of 6.4, according to the geological survey.",
            1,
        ),
        (
            "The earthquake that struck Tavira on Monday had a magnitude of 6.1, the seismic service said.",
            "An aftershock in Tavira on Monday had a magnitude of 4.4, according to the geological survey.",
            0,
        ),
        (
            "The earthquake in Sivas on Monday had a magnitude of 7.8.",
            "A second earthquake in Sivas on Monday had a magnitude of 7.5.",
            0,
        ),
        (
            "A ferry with 240 passengers sank off Zanbar on Wednesday, and 38 people drowned, the coast guard said.",
            "A ferry sank off Zanbar on Wednesday, killing 52 people, according to the harbour master.",
            1,
        ),
        (
            "A ferry with 240 passengers sank off Zanbar on Wednesday, and 38 people drowned, the coast guard said.",
            "A ferry sank off Zanbar on Wednesday, and 52 people were rescued, according to the harbour master.",
            0,
        ),
        (
            "The number of people killed in the explosion at Port Lusane rose to 31, the rescue services said.",
            "The explosion at Port Lusane killed 36 people, the harbour office said.",
            1,
        ),
        (
            "The number of people hurt in the explosion at Port Lusane rose to 31, the rescue services said.",
            "The explosion at Port Lusane killed 36 people, the harbour office said.",
            0,
        ),
        (
            "The earthquake in Tavira on Monday destroyed 420 houses, the army said.",
            "The quake in Tavira on Monday destroyed 900 houses, the mayor said.",
            1,
        ),
    ],
)
def test_a_number_is_of_what_it_is_told_of_also_without_a_noun(one, other, differs):
    assert len(differences(told(("2023-07-11", one), ("2023-07-11", other)))) == differs


def test_a_briefing_tells_a_corrected_sum_beside_the_first_one_and_is_less_sure_of_it(tmp_path):
    texts = [
        ("Evening Post", AID[0], f"{AID[1]} Lind visited Port Lusane."),
        (
            "Evening Post",
            "2024-03-14",
            "An article of 8 March said that Prime Minister Karol Lind had promised 80 million crowns in aid for "
            "families. The correct sum is 18 million crowns. We regret the error.",
        ),
    ]
    rows = [
        {"id": f"e{at}", "title": ("Aid", "Correction: aid")[at], "source": source, "published": day, "text": text}
        for at, (source, day, text) in enumerate(texts)
    ]
    desk = desk_of(tmp_path, rows)
    found = desk.brief("the aid that Lind promised families")
    (item,) = next(one.items for one in found.sections if one.kind == "disagreements")
    first, later = (one.text for one in item.sentences)
    assert "8 March 2024" in first and "80 million crowns" in first
    assert "14 March 2024" in later and "The correct sum is 18 million crowns." in later
    for one in found.sections[0].items:
        assert "80 million" not in one.sentences[0].text or "sources differ" in one.confidence.basis
    assert mismatches(desk.archive, [found]) == []
    answer = desk.ask("How much aid did Lind promise families?")
    assert any("80 million crowns" in note and "The correct sum is 18 million" in note for note in answer.notes)


FACTORY = ("2025-03-25", "Voltan will build a factory in Orra, it said. The factory will employ 900 people.", "Orra")
BRIDGE = ("2025-03-25", "The new bridge in Quay will cost 80 million marks, the city said on Monday.", "The bridge")


@pytest.mark.parametrize(
    ("one", "title", "later"),
    [
        (
            FACTORY,
            "Correction: factory in Orra",
            "Correction: An article of March 25 said that the factory in Orra would employ 900 people. It will employ "
            "700 people.",
        ),
        (
            FACTORY,
            "Clarification",
            "Clarification: We wrote that the factory in Orra will employ 900 people. The firm has told us that it is "
            "700 people.",
        ),
        (
            BRIDGE,
            "Correction: bridge in Quay",
            "An earlier version of this report on the bridge in Quay gave its cost as 80 million marks. The bridge "
            "will cost 60 million marks.",
        ),
    ],
)
def test_a_correction_is_told_with_the_right_number_in_whatever_words(tmp_path, one, title, later):
    found = differences(told(one, ("2025-03-27", later, title)))
    assert [each.values[1] for each in found] == [later]
    rows = [
        {"id": f"e{at}", "title": head, "source": "Orra Gazette", "published": day, "text": text}
        for at, (day, text, head) in enumerate((one, ("2025-03-27", later, title)))
    ]
    desk, wrong = desk_of(tmp_path, rows), "900" if one is FACTORY else "80 million"
    brief, answer = desk.brief(one[2]), desk.ask(f"What is told of the {one[2]} in March 2025?")
    cited = [each.quote for _, item in brief.items() for said in item.sentences for each in said.citations]
    assert later in cited
    assert not [quote for quote in cited if wrong in quote and quote not in later and quote not in one[1]]
    assert mismatches(desk.archive, [brief, answer]) == []
    assert wrong not in answer.text or any(later in note for note in answer.notes)


MARKET = ("2025-03-25", "Fire broke out in the market in Orlo. The fire in Orlo killed 12 people, it was said.", "Fire")


@pytest.mark.parametrize(
    ("one", "later", "corrects"),
    [
        (MARKET, "Correction: an earlier report said that the fire in Orlo killed 12. It killed 2.", True),
        (MARKET, "An earlier report said that the fire in Orlo killed 12 people. In fact it killed two.", True),
        (MARKET, "Correction: an earlier report said that the fire in Orlo hurt 12. It hurt 2.", False),
        (MARKET, "Correction: an earlier report said that the fire in Sund killed 12. It killed 2.", False),
        (MARKET, "Correction: an earlier report on the fire in Orlo named Jon Berg. He is Jan Berg.", False),
        (
            ("2025-03-25", "The Harbour Bank will lend Vesland 700 million dollars.", "A loan"),
            "Clarification: An earlier report on the loan to Vesland gave its sum as 700 million dollars. "
            "It is 70 million dollars.",
            True,
        ),
    ],
)
def test_a_correction_takes_back_a_number_of_the_same_also_where_what_is_counted_is_left_out(one, later, corrects):
    found = differences(told(one, ("2025-03-27", later, "Notice")))
    assert bool(found) == corrects


def test_no_correction_is_cut_where_its_words_are_set_beside_the_wrong_ones():
    later = (
        "Correction: an earlier report of this newspaper, which came out on Tuesday in great haste, said that "
        "the fire in the old covered market in Orlo killed 12 people. In Orlo the fire killed 2 people, not 12."
    )
    (found,) = differences(told(MARKET, ("2025-03-27", later, "Correction")))
    assert [each.text for each in found.excerpts()] == [found.one.text, later]


@pytest.mark.parametrize("corrects", [True, False])
def test_what_its_own_outlet_takes_back_is_told_beside_the_correction_alone(tmp_path, corrects):
    later = "Correction: an earlier report said that the fire in Orlo killed 12. It killed 2."
    rows = [
        {"id": f"e{at}", "title": head, "source": source, "published": day, "text": text}
        for at, (source, (day, text, head)) in enumerate(
            (
                ("Orra Gazette", MARKET),
                ("Orra Gazette" if corrects else "Coast Daily", ("2025-03-27", later, "Correction")),
            )
        )
    ]
    found = desk_of(tmp_path, rows).brief("the fire in Orlo")
    places = {
        one.kind
        for one, item in ((section, item) for section in found.sections for item in section.items)
        if any("killed 12 people" in said.text for said in item.sentences)
    }
    assert ("disagreements" in places) and (places == {"disagreements"}) == corrects


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Factory in Orra", "An article of March 25 said that 900 people work in Orra. It rained on 700 people there."),
        ("Corrections officers strike", "About 900 officers of Orra went on strike. The prison has 700 officers."),
    ],
)
def test_what_is_no_correction_is_told_sentence_by_sentence(title, text):
    assert all(len(one.text) < len(text) for one in told(("2025-03-27", text, title)))
