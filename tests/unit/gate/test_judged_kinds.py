"""The gate: a table of sentences against their cited text, each with its verdict and a word of the reason."""

import pytest

from assistant.language.quotations import quotations
from assistant.verify import judge

BRIEFING = (
    "MR. HALE: The United States imposed sanctions on 15 countries on January 22, 2021, and at least 8,000 tons of "
    "grain"
    " worth $620 million were held in Busan. QUESTION: Will the envoy resign? MR. HALE: We have not decided to reopen"
    " the embassy in Pyongyang, but we may send Ambassador Lena Ortiz to Seoul next month."
)
READOUT = (
    "Secretary Marian Cole met with Foreign Minister Teo Arai in Tokyo on Friday. The two discussed North Korea’s "
    "launch of"
    " three missiles and agreed to resume talks after the summit. “We will never accept a nuclear DPRK,” Arai said."
)
EDITORIAL = (
    "Police said nearly 30 percent of the 2,400 marchers came from the U.S. The mayor denied that the march was banned."
    " Inflation rose to 3.5% in the second quarter, the Central Bank of Norland (CBN) reported. The treaty was lifted "
    "in"
    " part, the economy minister, Ivo Brandt, said, and exports increased."
)
KNOWN = ("Readout of Secretary Cole’s Meeting", "Office of the Spokesperson", "2021-03-15", "Friday 12 March 2021")

ENVOY = (
    "Envoy Lena Ortiz said: We expect no grand bargain. Sanctions remain in place. We have not received any response "
    "from Norvik, although we have sent several messages, both public and private. The council approved the plans on "
    "Monday."
)

HOLDS = [
    (ENVOY, 'Ortiz said that she expected no "grand bargain", that sanctions remain in place.'),
    (ENVOY, "Ortiz said that Norvik had answered none of several public and private messages."),
    (BRIEFING, "The United States imposed sanctions on 15 countries."),
    (BRIEFING, "Fifteen countries were put under sanctions by the U.S. on 22 January 2021."),
    (BRIEFING, "On Jan. 22, Washington imposed sanctions on fifteen countries."),
    (BRIEFING, "At least 8000 tons of grain were held in Busan."),
    (BRIEFING, "Hale said the embassy in Pyongyang has not been reopened by a decision so far, as none was decided."),
    (BRIEFING, "According to Hale, Ambassador Ortiz may be sent to Seoul next month."),
    (BRIEFING, "America imposed sanctions on 15 countries in January 2021."),
    (BRIEFING, "Sanctions were imposed on 15 countries in 2021."),
    (BRIEFING, 'Hale said: "We have not decided to reopen the embassy in Pyongyang."'),
    (BRIEFING, "Tons of grain were held in Busan."),
    (READOUT, "Marian Cole met Teo Arai in Tokyo."),
    (READOUT, "They agreed to resume talks after the summit."),
    (READOUT, "Arai said, “We will never accept a nuclear DPRK.”"),
    (READOUT, '"We will never accept a nuclear DPRK," Arai said.'),
    (READOUT, "Arai said Tokyo will never accept a nuclear North Korea."),
    (READOUT, "On 12 March 2021, Cole met with Arai in Tokyo."),
    (READOUT, "Foreign Minister Arai met with Secretary Cole on Friday, March 12."),
    (EDITORIAL, "Nearly 30% of the 2,400 marchers came from the United States."),
    (EDITORIAL, "Of 2400 marchers, nearly 30 per cent came from the US, police said."),
    (EDITORIAL, "The mayor denied that the march was banned."),
    (EDITORIAL, "Inflation rose to 3.5 percent in the second quarter, the CBN reported."),
    (EDITORIAL, "The Central Bank of Norland reported that inflation rose to 3.5%."),
    (EDITORIAL, "Exports increased, Ivo Brandt said."),
    (EDITORIAL, "Economy minister Brandt said exports increased."),
    (EDITORIAL, "Marchers came from the U.S. The mayor denied that the march was banned."),
    (READOUT, "In Tokyo, Cole and Arai discussed the DPRK’s launch of three missiles."),
]

# True sentences of few, plain words that the support model doubts, and whose words do not stand near enough.
DOUBTED = [
    (BRIEFING, "Grain worth 620 million dollars was held in Busan."),
    (BRIEFING, "Hale said Lena Ortiz could be sent to Seoul."),
    (READOUT, "Cole and Arai discussed Pyongyang's launch of 3 missiles."),
    (READOUT, "Secretary Cole and Minister Arai agreed that talks would resume after the summit."),
]

FAILS = [
    (BRIEFING, "The United States imposed sanctions on 17 countries.", "says 17; the cited text says 15"),
    (BRIEFING, "Seventeen countries were put under sanctions.", "says Seventeen"),
    (BRIEFING, "Sanctions were imposed on January 23, 2021.", "says January 23, 2021"),
    (BRIEFING, "Sanctions were imposed on 22 February 2021.", "says 22 February 2021"),
    (BRIEFING, "Sanctions were imposed on January 22, 2020.", "says January 22, 2020"),
    (BRIEFING, "At least 9,000 tons of grain were held in Busan.", "says 9,000"),
    (BRIEFING, "At most 8,000 tons of grain were held in Busan.", "at most"),
    (BRIEFING, "Grain worth $260 million was held in Busan.", "says $260 million"),
    (BRIEFING, "Grain worth $620 billion was held in Busan.", "says $620 billion"),
    (BRIEFING, "At least 8,000 tons of grain were held in Incheon.", "names Incheon"),
    (BRIEFING, "Russia imposed sanctions on 15 countries.", "names Russia"),
    (BRIEFING, "The United States lifted sanctions on 15 countries.", "says 'lifted'; the cited text says 'imposed'"),
    (BRIEFING, "The United States did not impose sanctions on 15 countries.", "does not deny"),
    (ENVOY, "The council approved none of the plans.", "none ... approved"),
    (ENVOY, "Ortiz said that sanctions no longer remain in place.", "says 'no ... remain'"),
    (BRIEFING, "Hale said they have decided to reopen the embassy in Pyongyang.", "leaves out the 'not'"),
    (BRIEFING, "Ortiz said the United States imposed sanctions on 15 countries.", "says Ortiz said it"),
    (BRIEFING, "Hale asked: will the envoy resign?", "reporter's question"),
    (BRIEFING, "Hale said that they send Ambassador Ortiz to Seoul next month.", "says 'send' as a fact"),
    (BRIEFING, "The envoy will resign.", "only asks"),
    (BRIEFING, "Hale confirmed that 15 countries were put under sanctions.", "says 'confirmed'"),
    (BRIEFING, 'Hale said: "We have decided to reopen the embassy in Pyongyang."', "to the letter"),
    (BRIEFING, "Hale spoke of a “decision to reopen the embassy”.", "to the letter"),
    (BRIEFING, "Sullivan said the United States imposed sanctions on 15 countries.", "names Sullivan"),
    (BRIEFING, "The grain belonged to a farmers' union that had gone bankrupt the year before.", "does not say"),
    (READOUT, "Marian Cole met Teo Arai in Seoul.", "names Seoul"),
    (
        READOUT,
        "Cole and Arai discussed the launch of four missiles by the DPRK.",
        "says four; the cited text says three",
    ),
    (READOUT, "They agreed to resume talks before the summit.", "says 'before'; the cited text says 'after'"),
    (READOUT, "They refused to resume talks after the summit.", "the cited text"),
    (READOUT, "Arai said, “We will never accept a nuclear North Korea.”", "to the letter"),
    (READOUT, "Arai said Japan will accept a nuclear North Korea.", "'never'"),
    (READOUT, "On 13 March 2021, Cole met with Arai in Tokyo.", "says 13 March 2021"),
    (READOUT, "Cole said Tokyo will never accept a nuclear DPRK.", "Arai"),
    (READOUT, "Secretary Arai met with Foreign Minister Cole in Tokyo.", "title"),
    (READOUT, "Marian Arai met Teo Cole in Tokyo.", "different people"),
    (READOUT, "Cole met with Arai in Tokyo on Thursday.", "says Thursday"),
    (EDITORIAL, "Nearly 40 percent of the marchers came from the U.S.", "says 40"),
    (EDITORIAL, "More than 30 percent of the marchers came from the U.S.", "more than"),
    (EDITORIAL, "The mayor said that the march was banned.", "leaves out the 'denied'"),
    (EDITORIAL, "Inflation fell to 3.5% in the second quarter.", "says 'fell'; the cited text says 'rose'"),
    (EDITORIAL, "Exports decreased, Ivo Brandt said.", "says 'decreased'"),
    (EDITORIAL, "Inflation rose to 5.3% in the second quarter.", "says 5.3"),
    ("Norland sent 15 ships and 17 countries joined.", "Fifteen countries joined.", "the cited text says 17"),
    (EDITORIAL, "Police arrested the leader of a rival trade union at dawn.", "does not say"),
]


@pytest.mark.parametrize(("cited", "sentence"), DOUBTED)
@pytest.mark.xfail(strict=True, reason="known gaps of the support model")
def test_what_is_said_and_doubted(cited, sentence):
    assert judge(sentence, [cited], known=KNOWN).verdict != "unsupported"


@pytest.mark.parametrize(("cited", "sentence"), HOLDS)
def test_what_the_cited_text_says_is_let_through(cited, sentence):
    found = judge(sentence, [cited], known=KNOWN)
    assert found.verdict != "unsupported", found
    assert not found.reasons
    assert 0.5 <= found.score <= 1


@pytest.mark.parametrize(("cited", "sentence", "reason"), FAILS)
def test_what_the_cited_text_does_not_say_is_refused_with_its_reason(cited, sentence, reason):
    found = judge(sentence, [cited], known=KNOWN)
    assert found.verdict == "unsupported", found
    assert reason in "; ".join(found.reasons)
    assert 0 <= found.score < 0.5


def test_a_quotation_with_its_speaker_and_its_date_is_a_quote():
    found = judge("Arai said on 12 March 2021: “We will never accept a nuclear DPRK.”", READOUT, known=KNOWN)
    assert found.verdict == "quote"
    assert found.score == 1.0


def test_a_date_that_neither_text_nor_archive_gives_is_refused():
    sentence = "On 12 March 2021, Cole met with Arai in Tokyo."
    assert judge(sentence, READOUT).verdict == "unsupported"
    assert judge(sentence, READOUT, known=KNOWN).verdict == "supported"


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital():
    for word in ("Overall", "Meanwhile", "Officially", "Later"):
        assert judge(f"{word}, they agreed to resume talks after the summit.", READOUT).verdict == "supported"


def test_quotations_are_found_in_every_kind_of_marks():
    assert [item.text for item in quotations('He said "one two" and “three ‘four’ five”.')] == [
        "one two",
        "three ‘four’ five",
    ]
    assert [item.text for item in quotations("The ministers' aide spoke of a 'new era' here.")] == ["new era"]
    assert not quotations("The ministers' plan and Cole's aides' views differ.")


def test_a_whole_article_serves_as_one_quote():
    article = "\n\n".join((BRIEFING, *(f"Paragraph {n} speaks of the weather in spring." for n in range(200)), READOUT))
    assert judge("Cole and Arai discussed the launch of three missiles.", article).verdict == "supported"
    assert judge("Cole and Arai discussed the launch of six missiles.", article).verdict == "unsupported"


def test_nothing_cited_supports_nothing():
    assert judge("Cole met Arai.", []).verdict == "unsupported"
    assert judge("Cole met Arai.", "").verdict == "unsupported"
