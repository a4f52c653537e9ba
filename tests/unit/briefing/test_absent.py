"""What a briefing does not find: a matter that a place it knows does not have, a word, a speaker, a difference."""

from dataclasses import replace

import pytest

from assistant.briefing.briefing import Coverage
from assistant.briefing.events.differing.inside import differs_inside
from assistant.briefing.request import Order
from assistant.briefing.unknown import naming, unknown
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from corpus.scope import Scope
from tests.support.archives import desk_of


def row(id, source, published, title, text):
    return {"id": id, "source": source, "published": published, "title": title, "text": text}


ARTICLES = [
    row(
        "blast", "Wire", "2024-03-05", "Explosion at the port of Marle kills 14",
        "A warehouse holding fertiliser exploded at the port of Marle on Monday, killing 14 people, police said.\n"
        "The explosion set fire to two ships. Minister Helga Stark said that nobody had signed a permit.",
    ),
    row(
        "toll", "Herald", "2024-03-08", "Toll of the Marle explosion rises to 31",
        "The number of people killed in the explosion at the port of Marle has risen to 31, rescuers said on Friday.",
    ),
    row(
        "quake", "Wire", "2024-04-02", "Earthquake in Tavira",
        "The earthquake that struck Tavira on Monday had a magnitude of 6.1, the seismic service said.\n"
        "The quake destroyed 40 houses in Tavira.",
    ),
    row(
        "flu", "Farm Journal", "2024-05-07", "Bird flu at Ostrel",
        "About 140,000 birds were culled at the Ostrel farm on Monday because of bird flu, the veterinary office said.",
    ),
    row(
        "mine", "Wire", "2024-06-04", "Collapse of the Korda mine",
        "A gallery of the Korda mine collapsed on Monday.\n"
        "While the ministry put the dead of the Korda mine collapse at 12, the miners' union said 20.",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("absent"), ARTICLES)


def unknowns(briefing):
    found = [section for section in briefing.sections if section.kind == "unknown"]
    return [said.text for section in found for item in section.items for said in item.sentences]


def borne_out(desk, briefing, path):
    path.write_text(briefing.model_dump_json(), "utf-8")
    return mismatches(desk.archive, read_texts(path)) == []


@pytest.mark.parametrize(
    "matter", ["earthquake in Marle", "strike at Marle airport", "pension fund of Marle", "bird flu in Tavira"]
)
def test_a_matter_that_no_article_on_its_place_has_is_refused(desk, matter, tmp_path):
    briefing = desk.brief(f"Brief me on the {matter}")
    assert (briefing.abstained, briefing.reason) == (True, "not_stated")
    assert any(f"has the word “{matter.split()[0]}”." in note for note in briefing.notes)
    assert borne_out(desk, briefing, tmp_path / "kept.json")


@pytest.mark.parametrize(
    "matter",
    ["detonation in Marle", "casualties in Marle", "blast in Marle", "quake in Tavira"],
)
def test_a_matter_that_is_told_in_other_words_is_told(desk, matter):
    assert not desk.brief(f"Brief me on the {matter}").abstained


def test_a_word_of_the_matter_that_nothing_has_is_named(desk, tmp_path):
    briefing = desk.brief("Brief me on the tremor in Tavira")
    line = "No passage that names Tavira has the word “tremor”."
    assert line in unknowns(briefing)
    assert borne_out(desk, briefing, tmp_path / "kept.json")
    forged = briefing.model_dump_json().replace("the word “tremor”", "the word “quake”")
    (tmp_path / "forged.json").write_text(forged, "utf-8")
    assert mismatches(desk.archive, read_texts(tmp_path / "forged.json"))
    assert not any("has the word" in one for one in unknowns(desk.brief("Brief me on the earthquake in Tavira")))


def test_whoever_is_asked_of_and_says_nothing_is_named(desk, tmp_path):
    line = "No sentence told here names Tavira as saying it."
    briefing = desk.brief("What did Tavira say about the explosion at the port of Marle?")
    assert line in unknowns(briefing)
    assert borne_out(desk, briefing, tmp_path / "kept.json")
    said = desk.brief("What did Helga Stark say about the explosion at the port of Marle?")
    assert any("Stark" in one.text for one in said.sentences())
    assert not any("as saying it" in one for one in unknowns(said))


def test_of_several_things_each_is_told_and_what_nothing_has_is_named(desk, tmp_path):
    both = desk.brief("Brief me on the explosion at the port of Marle and the bird flu at Ostrel")
    assert any("explosion" in one.text for one in both.sentences())
    assert any("flu" in one.text for one in both.sentences())
    one = desk.brief("Brief me on the bird flu at Ostrel and the volcano")
    assert any("flu" in each.text for each in one.sentences())
    assert "No sentence told here has a word of “the volcano”." in unknowns(one)
    for briefing in (both, one):
        assert borne_out(desk, briefing, tmp_path / "kept.json")


def test_nobody_is_told_for_somebody_of_the_same_surname(desk, tmp_path):
    other = desk.brief("Brief me on Marta Stark")
    assert (other.abstained, other.reason) == (True, "name_absent")
    assert "No article names “Marta Stark”." in other.notes
    assert borne_out(desk, other, tmp_path / "kept.json")
    assert not desk.brief("Brief me on Helga Stark").abstained


def test_that_no_sources_differ_is_said_where_it_is_asked(desk, tmp_path):
    line = "No difference between sources was found on it."
    briefing = desk.brief("Where do sources differ on the bird flu at Ostrel?")
    assert briefing.topic == "bird flu at Ostrel"
    assert line in unknowns(briefing)
    assert borne_out(desk, briefing, tmp_path / "kept.json")
    assert line not in unknowns(desk.brief("Brief me on the bird flu at Ostrel"))


def test_that_no_sources_differ_is_not_said_beside_a_sentence_that_tells_of_it(desk, tmp_path):
    briefing = desk.brief("Where do sources differ on the Korda mine collapse?")
    assert any("union said 20" in one.text for one in briefing.sentences())
    assert not any("No difference" in one for one in unknowns(briefing))
    assert borne_out(desk, briefing, tmp_path / "kept.json")


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Although the company said 300 workers walked out, the union put the number at 900.", True),
        ("The operator said the work would cost 3 million crowns, but the council estimated 5 million crowns.", True),
        ("According to the army 30 rebels were killed, while the rebels said 4 were.", True),
        ("The opposition disputed the count.", True),
        ("Iran denied the report.", True),
        ("He was denied a visa.", False),
        ("The minister said that 12 people died but said that 20 people were missing.", False),
        ("The ministry said 12 died on Monday, while the union said 20 died on Tuesday.", False),
        ("The ministry put the dead at 12, and the union said 12 had died.", False),
        ("The union said it wanted 300 crowns more, and the company said it had 40 trucks.", False),
    ],
)
def test_one_sentence_can_tell_that_two_differ(text, differs):
    assert differs_inside(text) is differs


def test_a_gap_of_many_years_is_told_whole():
    scope = Scope("2024-12-31", "2013-01-01", "2024-12-31")
    order = Order("wolves", "wolves", scope, "caller", 400, "brief")
    held = Coverage(by_month={"2013-01": 1, "2024-12": 1}, first="2013-01-02", last="2024-12-30")
    said = [item.sentences[0].text for item in unknown(order, held, {"2013-01", "2024-12"})]
    assert said == ["The archive has no article at all for February 2013 to November 2024."]
    first = replace(order, scope=replace(scope, since="2023-01-01"))
    assert "January 2023 to November 2024" in next(iter(unknown(first, held, {"2024-12"}))).sentences[0].text


def test_an_outlet_that_names_the_matter_is_not_said_to_have_nothing_on_it(desk):
    order = Order("explosion in Marle", "explosion in Marle", Scope("2024-12-31"), None, 400, "brief")
    held = Coverage(outlets={"Wire": 1, "Farm Journal": 1}, by_month={"2024-03": 1})
    outlets = {"Wire", "Herald", "Farm Journal"}
    texts = [
        [item.sentences[0].text for item in unknown(order, held, {"2024-03"}, outlets, named=named)]
        for named in ((), naming(order, held, outlets, desk.archive))
    ]
    assert [any("Herald has nothing on it" in one for one in each) for each in texts] == [True, False]
