"""An office told without a name is that of the cited text, and no deputy's, predecessor's, other body's or helper's."""

import pytest

from assistant.verify import judge

OTHER = [
    ("Serbia's president said the road would open.", "The president of Serbia's parliament said the road would open."),
    ("The Georgian president resigned.", "The president of the Georgian parliament resigned."),
    ("Chile's governor warned of inflation.", "The governor of Chile's central bank warned of inflation."),
    ("The foreign minister arrived.", "The deputy foreign minister arrived."),
    ("The speaker of Ghana's parliament resigned.", "The deputy speaker of Ghana's parliament resigned."),
    ("The vice president arrived.", "The president arrived."),
    ("The president arrived.", "The former president arrived."),
    ("The president arrived in Lima.", "The president-elect arrived in Lima on Friday."),
    ("The governor resigned.", "The lieutenant governor resigned on Tuesday."),
    ("The governor opened the bridge.", "Lieutenant Governor Ann Pike opened the bridge."),
    ("The colonel was arrested.", "The lieutenant colonel was arrested at the border."),
    ("The admiral visited the port.", "The rear admiral visited the port."),
    ("The general was injured.", "The major general was injured in the blast."),
    ("The opposition leader said the vote was rigged.", "A spokesman for the opposition leader said it was rigged."),
    ("The king said he would abdicate.", "The king's brother said he would abdicate."),
    ("The mayor of Lagos said roads were flooded.", "According to an aide to the mayor of Lagos, roads were flooded."),
]
SAME = [
    ("The president of Georgia's parliament resigned.", "The president of Georgia's parliament resigned on Monday."),
    ("The president of Korea said the road would open.", "The president of the Republic of Korea said it would open."),
    ("Chile's central bank governor warned of inflation.", "The governor of Chile's central bank warned of inflation."),
    ("India's minister praised the deal.", "The Indian minister of external affairs praised the deal."),
    ("Kenya's deputy health minister resigned.", "Kenya's vice minister of health resigned."),
    ("The secretary's deputy praised the deal.", "The deputy secretary praised the deal."),
    ("The foreign minister arrived.", "The deputy foreign minister waited as the foreign minister arrived."),
    ("The president arrived.", "The outgoing president arrived."),
    ("The lieutenant general was dismissed.", "The lieutenant general was dismissed on Friday."),
    ("The governor was re-elected.", "The governor was re-elected on Sunday; the lieutenant governor lost."),
    ("The major commander was dismissed.", "The commander was dismissed, a major said."),
    ("President Moon met the envoy.", "Former President Moon met the envoy."),
    ("The president left Lima.", "A spokesman for the president said that the president left Lima."),
    ("The opposition leader's lawyer said it was rigged.", "A lawyer for the opposition leader said it was rigged."),
    ("The minister said it would hold.", "Deputy Minister Ada Otieno came. The minister said it would hold."),
]


@pytest.mark.parametrize(("sentence", "cited"), OTHER)
def test_another_office_is_not_the_one_told(sentence, cited):
    judged = judge(sentence, [cited])
    assert judged.verdict == "unsupported" and judged.reasons[0].startswith("gives the title")


@pytest.mark.parametrize(("sentence", "cited"), SAME)
def test_the_same_office_in_other_words_stands(sentence, cited):
    assert not any("title" in reason for reason in judge(sentence, [cited]).reasons)
