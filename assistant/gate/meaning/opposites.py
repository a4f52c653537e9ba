"""Words that say the opposite of one another."""

from typing import Final

_OPPOSITES: Final = """
lift/impose ease/tighten accept/reject increase/decrease rise/fall raise/lower raise/cut raise/reduce grow/shrink gain/lose
win/lose before/after support/oppose agree/disagree agree/refuse approve/reject approve/oppose begin/end start/stop start/end
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
cancel/ahead scrap/ahead suspend/ahead postpone/ahead
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
