"""The word tables of the gate: function words, titles, negators, hedges, sayings."""

from typing import Final


def bag(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def ordered(text: str) -> list[str]:
    """The words of a text, in order."""
    return text.split()


STOP: Final = bag(
    "a an the this that these those it its he him his she her they them their we us our ours i me my mine you"
    " your who whom whose which what when where why how and or but nor so yet if then than as at by for from in"
    " into of off on onto out over to under up upon with within about above across after again against all also am"
    " among amid any are around be because been before being below between both can could did do does doing done"
    " down during each either else ever every few had has have having here however is itself just least less like"
    " made make many may might more most much must neither no none not now of once only other others own per"
    " rather same several shall should since some still such there therefore themselves though through thus too"
    " toward towards until was were well while will would according say said says saying tell told tells ask asked"
    " asks add added adds state stated states note noted notes n't nt s t re ve ll d m via regarding concerning"
)
# Words that may open a sentence with a capital, beside those that the cited text holds and those with an everyday
# ending: a first word is no name by its capital alone.
OPENERS: Final = STOP | bag(
    "despite although whereas meanwhile moreover furthermore instead nevertheless nonetheless hence otherwise"
    " previously recently later earlier soon today yesterday tomorrow tonight first second third last next finally"
    " officials analysts experts police parliament inspectors protesters critics supporters lawmakers leaders ministers"
    " diplomats negotiators troops soldiers forces reporters journalists scientists researchers authorities sources"
    " people men women children families workers farmers students residents citizens voters refugees prisoners victims"
    " countries nations states governments cities regions allies partners neighbors neighbours rivals companies banks"
    " markets prices sales exports imports talks negotiations discussions sanctions relations ties tensions threats"
    " attacks missiles tests launches drills exercises weapons vaccines doses cases deaths shots aid help support money"
    " funds funding trade war peace diplomacy dialogue policy policies plans plan work progress efforts steps measures"
    " rules laws law reform reforms change climate energy oil gas coal power water food grain health science technology"
    " data evidence information news reports report documents letters words remarks comments questions answers video"
    " photos president secretary minister chairman spokesperson spokesman spokeswoman ambassador envoy senator"
    " representative governor mayor general admiral official administration government congress department ministry"
    " embassy council committee commission court army navy state senior former current new old young big large small"
    " major minor key main early late high low long short great good bad strong weak free open public private foreign"
    " domestic national international global regional local military nuclear political economic human joint bilateral"
    " trilateral multilateral additional further another nearly almost roughly approximately half part most two three"
    " four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundreds thousands millions dozens"
    " parents students teachers pupils relatives villagers locals crowds groups unions firms shareholders schools courts"
    " hospitals universities laboratories agencies ministries embassies envoys aides generals veterans activists teams"
    " rebels militants gunmen prosecutors judges jurors doctors nurses patients experts economists historians"
    " even southeast southwest northeast northwest speaking asked given based following during throughout beyond besides besides concern concerns hope fears work"
    " one yes no ok please let lets thank thanks welcome ladies gentlemen nothing something everything everyone someone"
    " nobody anyone anything perhaps maybe indeed certainly clearly obviously surely therefore thus"
)
# A word with one of these endings is an everyday word and no name when it stands first.
COMMON_ENDINGS: Final = (
    "ly",
    "ing",
    "ed",
    "tion",
    "tions",
    "sion",
    "sions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ities",
    "ance",
    "ence",
    "ances",
    "ences",
    "ors",
    "ers",
    "men",
    "ists",
    "ism",
    "ies",
    "ives",
    "ful",
    "less",
    "ous",
    "able",
    "ible",
    "ical",
    "ships",
    "ship",
)
TITLES: Final = bag(
    "president vice secretary minister prime premier chancellor chairman chairwoman chair ambassador envoy"
    " representative senator congressman congresswoman governor mayor general admiral colonel captain major"
    " lieutenant commander director deputy assistant under undersecretary advisor adviser spokesperson spokesman"
    " spokeswoman press mr mr. mrs mrs. ms ms. dr dr. professor prof prof. king queen prince princess pope judge"
    " justice attorney leader speaker acting first lady former honorable hon sir special coordinator counselor"
    " administrator commissioner foreign defense defence national security chief staff gen gen. sen sen. rep rep."
    " lt lt. col col. adm adm. gov gov. st st. supreme marshal comrade doctor moderator"
)
# Capitalised in press texts, and no name by that.
ROLES: Final = TITLES | bag(
    "administration government department ministry congress senate house parliament council committee commission court"
    " office agency army navy force forces embassy party state republic kingdom union alliance summit conference forum"
    " agreement treaty act bill declaration statement strategy initiative partnership dialogue peninsula region nation"
    " southeast southwest northeast northwest north south east west northern southern eastern western central earth internet bible god cabinet constitution"
    " ministers secretaries presidents ambassadors minister's summit's countries nations people affairs defense defence"
    " editorial article newspaper daily government's covid"
)
# The last word of the name of an institution, never a surname.
INSTITUTIONS: Final = bag(
    "times post journal herald news house department ministry university college institute center centre council"
    " agency act bank fund corporation company group association organization party court committee commission"
    " street park forum summit treaty agreement alliance army navy korea island islands sea river city state"
    " states kingdom nations republic office bureau service press tribune daily today week day dialogue plan"
    " initiative declaration"
)
# These negate the verb that follows them, and are themselves what happened: both sides count as one.
PLAIN_NEGATORS: Final = bag("not n't never no none nobody nothing neither nor without cannot")
SOFT_NEGATORS: Final = bag(
    "denied denies deny denying failed fails fail failing refused refuses refuse refusing declined declines"
    " unable lack lacks lacked lacking absence unlikely hardly scarcely rarely seldom unwilling"
)
HEDGES: Final = bag(
    "may might could would should possibly possible perhaps potentially potential likely unlikely plan plans"
    " planned planning consider considers considering considered expect expects expected hope hopes hoped hoping"
    " intend intends intended aim aims aimed seek seeks sought alleged allegedly reportedly reported apparently"
    " suspected believed propose proposes proposed proposal suggest suggests suggested want wants wanted wish"
    " wishes if whether maybe appear appears appeared seem seems seemed try tries tried trying attempt attempts"
    " attempted estimated purportedly supposedly claim claims claimed prepared ready willing can try trying set"
    " due will shall going about scheduled anticipate anticipated promise promised pledge pledged vow vowed"
    " looking toward towards unless"
)
# How sure a thing is said to be, from a wish to a fact.
POSSIBLE: Final = bag(
    "may might could possibly possible perhaps potentially potential maybe apparently allegedly alleged"
    " reportedly purportedly supposedly unlikely likely seems seem seemed appears appear appeared suspected"
    " believed if whether"
)
PLANNED: Final = bag(
    "plan plans planned planning consider considers considering considered expect expects expected hope hopes"
    " hoped hoping intend intends intended aim aims propose proposes proposed proposal seek seeks want wants"
    " wanted wish wishes would should prepared ready willing scheduled anticipate anticipated"
)
SURE: Final = bag(
    "confirmed confirms confirm proved proven proves certainly definitely undoubtedly guaranteed guarantees guarantee"
)
# Planned only before `to`: a planned visit may well have taken place.
PLANNED_TO: Final = bag(
    "planned expected proposed intended scheduled considered anticipated aims hoped sought set due likely unlikely"
)
SAYING: Final = bag(
    "said says say saying told tells tell stated states state added adds add noted notes note explained explains"
    " argued argues claimed claims announced announces declared declares insisted insists stressed stresses"
    " emphasized emphasizes emphasised remarked remarks commented warned warns replied replies responded responds"
    " answered answers reiterated reiterates reaffirmed reaffirms urged urges acknowledged acknowledges confirmed"
    " confirms denied denies suggested suggests asserted asserts mentioned mentions observed observes pledged"
    " pledges vowed vows promised promises called calls asked asks wrote writes believes believed thinks thought"
    " underscored underscores underlined highlighted highlights expressed expresses described describes"
    " characterized conceded concluded recalled recounted contended maintained predicts predicted reported reports"
    " testified tweeted voiced welcomed condemned praised thanked criticized rejected accused"
)
