"""Who did it to whom is told as the cited text tells it, though neither has a name."""

import pytest

from assistant.verify import judge

SUED = "On Monday the union sued the company over the strike."
REVERSED = [
    ("The company sued the union.", SUED),
    ("The union was sued by the company.", SUED),
    ("Boeing sued the union.", "On Monday the union sued Boeing over the strike."),
    ("The mayor sued the newspaper.", "The newspaper sued the mayor for defamation last week."),
    ("The bank fined the regulator.", "The regulator fined the bank 3 million euros."),
    ("The rebels shelled the army.", "The army shelled the rebels near the northern town on Friday."),
    ("The hospital blamed the insurer.", "The insurer blamed the hospital for the late bills."),
    ("The tenants will evict the landlord.", "The landlord will evict the tenants in March."),
    ("The company sues the union.", "The union sues the company."),
    ("The company and the town agreed; the company sued the union.", SUED),
]
SAME = [
    ("The union sued the company.", SUED),
    ("The company was sued by the union.", SUED),
    ("The club fired the coach.", "The coach thanked the club; then the club fired the coach."),
    ("The company sued the union.", "The union sued the company and on Friday the company sued the union."),
    ("The minister met the envoy.", "The envoy met the minister on Friday."),
    ("The union announced sanctions today.", "The sanctions announced today by the union are the third."),
]


@pytest.mark.parametrize(("sentence", "cited"), REVERSED)
def test_the_reverse_of_what_was_done_is_refused(sentence, cited):
    judged = judge(sentence, [cited])
    assert judged.verdict == "unsupported" and "the cited text says" in judged.reasons[0]


@pytest.mark.parametrize(("sentence", "cited"), SAME)
def test_the_same_deed_in_another_form_is_let_through(sentence, cited):
    assert judge(sentence, [cited]).verdict != "unsupported"
