"""What another clause denies, doubts or supposes is not told as a fact; what it confirms is."""

import pytest

from assistant.verify import judge

REFUSED = [
    ("Talks failed.", "It is not true that talks failed."),
    ("Talks failed.", "No one believes that talks failed."),
    ("Talks failed.", "Few believe that talks failed."),
    ("Talks failed.", "There is no evidence that talks failed."),
    ("Talks failed.", "The ministry has not confirmed that talks failed."),
    ("Talks failed.", "He falsely claimed that talks failed."),
    ("Talks failed.", "Reports that the talks failed are wrong."),
    ("Talks failed.", "Reports that talks failed are not true."),
    ("Talks failed.", "The claim that talks failed was false."),
    ("The bank is insolvent.", "It is not true that the bank is insolvent, the regulator said."),
    ("Rwanda armed the rebels.", "Rwanda dismissed the allegation that Rwanda armed the rebels as absurd."),
    ("The reactor leaked water.", "The company rejected reports that the reactor leaked water into the sea."),
    ("The bridge was unsafe.", "The mayor's statement that the bridge was unsafe was mistaken, the council said."),
    ("Talks failed.", "Had talks failed, war would have come."),
    ("The union called a strike.", "Had the union called a strike, the port would have closed."),
    ("The port will close.", "If the union calls a strike, the port will close."),
    ("Taxes will rise.", "The minister warned that taxes will rise unless parliament passes the budget."),
    ("Sanctions will return.", "The envoy said that if Iran breaks the deal, sanctions will return."),
]
HELD = [
    ("Talks failed.", "It is true that talks failed."),
    ("Talks failed.", "He did not deny that talks failed."),
    ("Talks failed.", "No one doubts that talks failed."),
    ("Talks failed.", "There is no doubt that talks failed."),
    ("Talks failed.", "It is no secret that talks failed."),
    ("Talks failed.", "A few say that talks failed."),
    ("Talks failed.", "Reports that talks failed are not false."),
    ("Talks failed.", "Reports that talks failed surprised nobody."),
    ("Rwanda armed the rebels.", "Analysts say it is beyond doubt that Rwanda armed the rebels."),
    ("The minister was wrong.", "Reports that the minister was wrong surprised him."),
    ("The plan would cut pensions.", "The minister rejected a plan that would cut pensions."),
    ("The union denied that the strike ended.", "The union rejected reports that the strike ended."),
    ("Nobody doubts that the bridge was unsafe.", "Nobody doubts that the bridge was unsafe."),
    ("The port will close if the union strikes.", "If the union calls a strike, the port will close."),
    ("The port will close.", "Even if the union calls a strike, the port will close."),
    ("The troops will leave in May.", "The troops will leave in May if necessary."),
    ("The general said the troops will leave.", "Asked if he was sure, the general said the troops will leave."),
]


@pytest.mark.parametrize(("sentence", "cited"), REFUSED)
def test_what_is_denied_doubted_or_supposed_is_no_fact(sentence, cited):
    assert judge(sentence, [cited]).verdict == "unsupported"


@pytest.mark.parametrize(("sentence", "cited"), HELD)
def test_what_is_confirmed_or_hangs_on_nothing_stands(sentence, cited):
    assert judge(sentence, [cited]).verdict == "supported"
