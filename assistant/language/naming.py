"""Several names of one thing: countries with their peoples and capitals, institutions, treaties."""

import re
from typing import Final

from assistant.language.lexicon import bag

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
isis: isis|isil|daesh|da'esh|islamic state
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
