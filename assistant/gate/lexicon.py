"""The word tables of the gate: function words, names of one thing, titles, negators, hedges, sayings, opposites."""

import re
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

# Several names of one thing. The first of a row is its canonical name; a word in capitals must be written so.
_SAME: Final = """
north_korea: north korea|dprk|d.p.r.k.|democratic people's republic of korea|north korean|north koreans
south_korea: south korea|ROK|r.o.k.|republic of korea|south korean|south koreans
korean_peninsula: korean peninsula|peninsula of korea
united_states: united states of america|united states|u.s.|u.s|US|USA|u.s.a.|america|american|americans
china: china|chinese|PRC|p.r.c.|people's republic of china|mainland china
japan: japan|japanese
russia: russia|russian|russians|russian federation
united_kingdom: united kingdom|u.k.|u.k|UK|britain|british|great britain|britons
european_union: european union|EU|e.u.
united_nations: united nations|u.n.|u.n|UN
security_council: united nations security council|u.n. security council|UN security council|security council|unsc
general_assembly: united nations general assembly|u.n. general assembly|UN general assembly|general assembly|unga
nato: nato|north atlantic treaty organization|north atlantic alliance
iran: iran|iranian|iranians
israel: israel|israeli|israelis
ukraine: ukraine|ukrainian|ukrainians
taiwan: taiwan|taiwanese
india: india|indian|indians
france: france|french
germany: germany|german|germans
italy: italy|italian|italians
spain: spain|spanish
canada: canada|canadian|canadians
mexico: mexico|mexican|mexicans
brazil: brazil|brazilian|brazilians
australia: australia|australian|australians
new_zealand: new zealand|new zealander|new zealanders
vietnam: vietnam|vietnamese|viet nam
philippines: philippines|philippine|filipino|filipinos
indonesia: indonesia|indonesian|indonesians
thailand: thailand|thai
malaysia: malaysia|malaysian|malaysians
myanmar: myanmar|burma|burmese
cambodia: cambodia|cambodian|cambodians
pakistan: pakistan|pakistani|pakistanis
afghanistan: afghanistan|afghan|afghans
iraq: iraq|iraqi|iraqis
syria: syria|syrian|syrians
turkey: turkey|turkish|türkiye
saudi_arabia: saudi arabia|saudi|saudis
qatar: qatar|qatari|qataris
emirates: united arab emirates|UAE|u.a.e.|emirati|emiratis
egypt: egypt|egyptian|egyptians
jordan: jordan|jordanian|jordanians
lebanon: lebanon|lebanese
palestine: palestinian|palestinians|palestine
ethiopia: ethiopia|ethiopian|ethiopians
nigeria: nigeria|nigerian|nigerians
south_africa: south africa|south african|south africans
kenya: kenya|kenyan|kenyans
sudan: sudan|sudanese
poland: poland|polish
netherlands: netherlands|dutch
sweden: sweden|swedish
finland: finland|finnish
norway: norway|norwegian|norwegians
denmark: denmark|danish
greece: greece|greek|greeks
hungary: hungary|hungarian|hungarians
belarus: belarus|belarusian|belarusians
cuba: cuba|cuban|cubans
venezuela: venezuela|venezuelan|venezuelans
colombia: colombia|colombian|colombians
haiti: haiti|haitian|haitians
mongolia: mongolia|mongolian|mongolians
singapore: singapore|singaporean|singaporeans
europe: europe|european|europeans
asia: asia|asian|asians
africa: africa|african|africans
indo_pacific: indo-pacific|indo pacific
state_department: state department|department of state|u.s. department of state|US department of state
defense_department: defense department|department of defense|defence department|department of defence|DOD|pentagon
treasury_department: treasury department|department of the treasury|department of treasury|treasury
justice_department: justice department|department of justice|DOJ
commerce_department: commerce department|department of commerce
homeland_security: department of homeland security|homeland security|DHS
national_security_council: national security council|NSC
foreign_ministry: foreign ministry|ministry of foreign affairs|mofa
foreign_minister: foreign minister|minister of foreign affairs|minister for foreign affairs
defense_minister: defense minister|defence minister|minister of defense|minister of national defense
white_house: white house
blue_house: blue house|cheong wa dae
iaea: iaea|international atomic energy agency
asean: asean|association of southeast asian nations
g7: g7|g-7|group of seven
g20: g20|g-20|group of twenty
covid: covid-19|covid|coronavirus
who: WHO|world health organization
npt: NPT|non-proliferation treaty|nonproliferation treaty|nuclear non-proliferation treaty
jcpoa: jcpoa|joint comprehensive plan of action|iran nuclear deal
icbm: icbm|icbms|intercontinental ballistic missile|intercontinental ballistic missiles
wmd: wmd|weapons of mass destruction
dmz: dmz|demilitarized zone
nuclear_test: nuclear test|nuclear tests
percent: percent|per cent|percentage|pct
"""

# A capital speaks for its government; it is another place than its country. The first is a name of its own.
_CAPITALS: Final = (
    "pyongyang north_korea|seoul south_korea|washington united_states|beijing china|tokyo japan|moscow russia|"
    "kremlin russia|london united_kingdom|brussels european_union|tehran iran|kyiv ukraine|kiev ukraine|taipei taiwan|"
    "paris france|berlin germany|rome italy|madrid spain|ottawa canada|canberra australia|hanoi vietnam|"
    "ankara turkey|riyadh saudi_arabia|cairo egypt|baghdad iraq|damascus syria|kabul afghanistan|islamabad pakistan|"
    "warsaw poland|havana cuba|caracas venezuela|jakarta indonesia|manila philippines|bangkok thailand"
)
CAPITALS: Final = dict(pair.split() for pair in _CAPITALS.split("|"))
NATIONS: Final = bag(
    "north_korea south_korea united_states china japan russia united_kingdom european_union united_nations iran israel"
    " ukraine taiwan india france germany italy spain canada mexico brazil australia new_zealand vietnam philippines"
    " indonesia thailand malaysia myanmar cambodia pakistan afghanistan iraq syria turkey saudi_arabia qatar emirates"
    " egypt jordan lebanon palestine ethiopia nigeria south_africa kenya sudan poland netherlands sweden finland norway"
    " denmark greece hungary belarus cuba venezuela colombia haiti mongolia singapore"
)


def _same() -> dict[tuple[str, ...], tuple[str, bool]]:
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for line in _SAME.strip().splitlines():
        canonical, _, forms = line.partition(":")
        for form in forms.split("|"):
            words = tuple(re.findall(r"(?:[A-Za-z]\.)+[A-Za-z]\b\.?|\d+|[^\W\d_]+", form.replace("'s", "")))
            exact = words[0].isupper() and len(words[0]) > 1 and "." not in words[0]
            table[tuple(word.lower() for word in words)] = (canonical, exact)
    return table


SAME: Final = _same()
LONGEST: Final = max(len(form) for form in SAME)

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

_OPPOSITES: Final = """
lift/impose ease/tighten accept/reject increase/decrease rise/fall raise/lower raise/cut grow/shrink gain/lose win/lose
before/after support/oppose agree/disagree agree/refuse approve/reject approve/oppose begin/end start/stop start/end
open/close join/leave enter/leave enter/exit arrive/depart success/failure succeed/fail strengthen/weaken
expand/reduce expand/shrink improve/worsen allow/ban allow/prohibit permit/ban permit/forbid allow/prevent
enable/prevent allow/deny grant/deny confirm/deny admit/deny acknowledge/deny ally/enemy ally/adversary friend/enemy
friend/foe partner/rival victory/defeat  war/peace hot/cold early/late earlier/later first/last
more/less more/fewer most/least many/few higher/lower high/low large/small larger/smaller big/small bigger/smaller
strong/weak stronger/weaker long/short longer/shorter fast/slow faster/slower better/worse best/worst good/bad
positive/negative optimistic/pessimistic safe/dangerous legal/illegal lawful/unlawful possible/impossible
likely/unlikely able/unable willing/unwilling certain/uncertain stable/unstable public/private domestic/foreign
import/export buy/sell lend/borrow pay/receive send/receive attack/defend invade/withdraw deploy/withdraw
advance/retreat escalate/deescalate escalate/ease praise/criticize praise/condemn welcome/condemn welcome/criticize
welcome/reject welcome/regret condemn/endorse endorse/oppose embrace/reject hope/fear love/hate trust/distrust
remember/forget include/exclude appear/disappear appear/vanish find/lose create/destroy build/destroy build/dismantle
produce/consume save/spend save/waste add/remove add/subtract accelerate/slow accelerate/delay advance/delay
continue/stop continue/halt continue/suspend resume/suspend resume/halt launch/halt extend/shorten extend/curtail
maintain/abandon keep/abandon uphold/violate comply/violate honor/break respect/violate obey/defy follow/ignore
guilty/innocent convict/acquit arrest/release detain/release imprison/free capture/release hire/fire appoint/dismiss
elect/oust live/die alive/dead survive/die kill/save birth/death married/divorced male/female man/woman men/women
son/daughter father/mother brother/sister husband/wife boy/girl north/south east/west northern/southern
eastern/western left/right up/down upward/downward above/below over/under inside/outside internal/external
front/back top/bottom maximum/minimum majority/minority all/none always/never everyone/nobody everything/nothing
past/future ancient/modern old/new young/old rich/poor wealthy/poor cheap/expensive full/empty complete/incomplete
complete/partial partial/total temporary/permanent direct/indirect formal/informal official/unofficial
voluntary/mandatory optional/mandatory hard/easy difficult/easy simple/complex clear/unclear visible/invisible
active/passive present/absent same/different similar/different unite/divide unity/division together/apart
connect/disconnect encourage/discourage encourage/deter promote/hinder help/hinder help/harm benefit/harm
advantage/disadvantage profit/loss surplus/deficit asset/liability asset/debt supply/demand cause/prevent
hawkish/dovish liberal/conservative democrat/republican democratic/republican unilateral/multilateral
bilateral/multilateral conventional/nuclear offensive/defensive peaceful/violent calm/tense warm/cool friendly/hostile
near/far nearly/over morning/evening day/night summer/winter spring/autumn today/tomorrow yesterday/tomorrow
ratify/reject sign/scrap honour/break upgrade/downgrade recover/collapse recovery/collapse boost/cut boost/curb
surge/plunge soar/plummet climb/drop climb/fall jump/drop gain/drop rise/drop rise/decline increase/decline
increase/drop increase/reduce growth/decline growth/contraction up/lower upbeat/gloomy confident/doubtful
freeze/unfreeze lock/unlock arm/disarm mobilize/demobilize legitimate/illegitimate engage/disengage
engage/isolate commit/renege adhere/breach tie/sever restore/sever restore/cut protect/endanger protect/threaten
protect/harm reassure/alarm reveal/hide reveal/conceal disclose/conceal disclose/hide recognise/deny
acquire/sell acquire/divest merge/split borrow/repay deposit/withdraw invest/divest host/visit victim/perpetrator
teacher/student doctor/patient buyer/seller winner/loser plaintiff/defendant prosecutor/defendant
harder/easier easier/harder pass/fail pass/reject welcome/denounce praise/denounce endorse/denounce support/denounce
support/condemn back/oppose double/triple double/halve triple/halve doubled/tripled doubled/halved all/half all/some
most/few most/half cancel/resume cancel/hold cancel/proceed postpone/hold postpone/proceed confirm/rule confirm/dispute
meet/snub answer/ignore reply/ignore wide/narrow widen/narrow deeper/shallower warmer/colder hotter/cooler heavy/light
loosen/tighten relax/tighten abolish/introduce abolish/create repeal/enact repeal/pass suspend/restore ban/legalize
overturn/uphold affirm/overturn dismiss/uphold exonerate/convict deport/admit expel/admit withdraw/join evacuate/remain
stay/leave remain/leave arrive/leave return/leave precede/follow exceed/miss meet/miss underestimate/overestimate
cautious/reckless popular/unpopular successful/unsuccessful effective/ineffective legal/unlawful necessary/unnecessary
probable/improbable credible/implausible wealthy/impoverished healthy/sick innocent/complicit eldest/youngest
older/younger biggest/smallest largest/smallest highest/lowest strongest/weakest longest/shortest fastest/slowest
lead/follow leading/trailing ahead/behind forward/back forward/backward onto/off onward/back top/last
"""


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _OPPOSITES.split():
        one, other = pair.split("/")
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES: Final = _opposites()
