"""Stems: a light stemmer for English, and a table of the words that it would miss."""

from functools import lru_cache
from typing import Final


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its everyday endings: a light stemmer after Porter's first steps (1980), for English."""
    if len(word) <= 3 or not word.isalpha():
        return _IRREGULAR.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (2 if ending == "ss" else 3):
            return _tidy(word[: len(word) - len(ending)] + instead)
    return _tidy(word)


def _tidy(word: str) -> str:
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    # "dose" and "doses", "vote" and "voted" come out alike.
    return word[:-1] if len(word) > (3 if word[-1] == "e" else 4) and word.endswith(("e", "y", "i")) else word


# Each ending with what takes its place, the longest of a kind first.
_ENDINGS: Final = [
    (ending, instead)
    for row in (
        "izations>iz ization>iz isation>iz ations> ation> ating> ated> ates> ate> ising>iz ised>iz ises>iz ise>iz",
        "izing>iz ized>iz izes>iz ize>iz itions>it ition>it ements> ement> ments> ment> nesses> ness> ically>ic",
        "ingly> edly> ions> ion> ings> ing> ies>y ied>y ers> ors> er> or> ally>al ly> ed> sses>ss ches>ch shes>sh",
        "xes>x zes>z ves>v es> ss>ss us>us s>",
    )
    for ending, _, instead in (pair.partition(">") for pair in row.split())
]

# Words whose forms share no stem, or share one with another word: base: forms.
_WORDS: Final = """
say:said says saying
make:made makes making
take:took taken takes taking
give:gave given gives giving
go:went gone goes going
come:came comes coming
meet:met meets meeting meetings
see:saw seen sees
hold:held holds holding
lead:led leads leading leader leaders
speak:spoke spoken speaks speaking
begin:began begun begins beginning
send:sent sends
build:built builds
keep:kept keeps
leave:left leaves leaving
find:found finds finding findings
tell:told tells
think:thought thinks
bring:brought brings
buy:bought buys
fight:fought fights
win:won wins winning
lose:lost loses losing loss losses
rise:rose risen rises rising
fall:fell fallen falls falling
grow:grew grown grows growing growth
know:knew known knows
break:broke broken breaks
choose:chose chosen choice
drive:drove driven
write:wrote written writes
show:showed shown shows
become:became becomes
run:ran runs running
get:got gotten gets getting
pay:paid pays payment payments
sell:sold sells sale sales
spend:spent spends
strike:struck strikes striking
shoot:shot shots shoots
die:died dies dying death deaths dead
lie:lied lies
man:men
woman:women
child:children
person:persons people peoples
country:countries
decide:decided decision decisions
succeed:success successful succeeded
fail:failure failures failed
withdraw:withdrew withdrawn withdrawal
agree:agreed agrees agreement agreements
day:days
use:used uses using
war:wars
party:parties
policy:policies
army:armies
be:is are was were been being am
have:has had having
do:did does done
arrive:arrival arrived
approve:approval approved
refuse:refusal refused
choose:chose chosen
analysis:analyses analysed analyzed analyze analyse analyst analysts
defense:defence defensive defend defends defended defending
center:centre centers centres
labor:labour
program:programme programs programmes
neighbor:neighbour neighbors neighbours
deal:dealt deals
teach:taught
catch:caught
feel:felt feels
mean:meant means
sign:signed signs
cut:cuts cutting
denuclear:denuclearization denuclearisation denuclearize denuclearized denuclearizing
nuclear:nuclear
note:notes noted noting
sanction:sanctions sanctioned
diplomat:diplomacy diplomatic diplomats diplomatically
economy:economic economies economically
security:secure secured
strategy:strategic strategies strategically
threat:threats threaten threatens threatened threatening
prove:proof proven proved
believe:belief beliefs
reply:replied replies replying respond responded responds responding response responses answer answered answers answering
apply:applied applies applying application applications
supply:supplied supplies supplying
comply:complied complies complying compliance
rely:relied relies relying reliance
ally:allied allies
imply:implied implies
fly:flew flown flies flying flight flights
family:families
deny:denied denies denying denial denials
seek:sought seeks seeking
hit:hits hitting
draw:drew drawn draws
raise:raised raises raising
deliver:delivered delivers delivering delivery deliveries
consider:considered considers considering consideration considerations
offer:offered offers offering offerings
order:ordered orders ordering
cover:covered covers covering coverage
enter:entered enters entering entry
gather:gathered gathers gathering gatherings
suffer:suffered suffers suffering
transfer:transferred transfers transferring
refer:referred refers referring
prefer:preferred prefers preferring preference
differ:differed differs differing difference differences different
register:registered registers registering registration
lower:lowered lowers lowering
monitor:monitored monitors monitoring
sponsor:sponsored sponsors sponsoring
honor:honored honors honoring honour honoured
recover:recovered recovers recovering recovery
discover:discovered discovers discovering discovery discoveries
remember:remembered remembers remembering
alter:altered alters altering
bolster:bolstered bolsters bolstering
foster:fostered fosters fostering
counter:countered counters countering
render:rendered renders rendering
murder:murdered murders murdering
surrender:surrendered surrenders surrendering
cancel:cancelled canceled cancels cancelling canceling cancellation cancellations
travel:travelled traveled travels travelling traveling
control:controlled controls controlling
signal:signalled signaled signals signalling signaling
expel:expelled expels expelling
compel:compelled compels compelling
million:millions
billion:billions
trillion:trillions
reduce:reduction reductions reduced reduces reducing
stand:stood stands standing
strong:strength strengthen strengthens strengthened strengthening stronger
"""


def _irregular() -> dict[str, str]:
    table: dict[str, str] = {}
    base = ""
    for line in _WORDS.strip().splitlines():
        head, colon, forms = line.rpartition(":")
        base = head if colon else base
        table.update(dict.fromkeys((base, *forms.split()), base))
    return table


_IRREGULAR: Final = _irregular()
