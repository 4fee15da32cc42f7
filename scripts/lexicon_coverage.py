#!/usr/bin/env python3
"""Tell which offices of the lexicon have no holder, and when.

    python3 scripts/lexicon_coverage.py [--lexicon lexicon] [--days 60] [--post POST] [--country COD] [--stale]

Reads `people/*.tsv` (person, aliases, office, actor, from, to, source) and prints one line for each post that is
empty for longer than `--days` days between 1990 and 2025:

    defence minister  POL  1992-12-31..1993-10-25  1997-11-01..2000-06-15

then the share of days that are covered, post by post. A date of lower precision counts as the whole year or month:
the figures are a lower bound of what is missing. `--stale` also lists offices without an end whose holder took them
before 2015, which are to be looked at by a person, and one person twice under two spellings.

Who is asked for:
- heads of state and of government: every sovereign state (where the president or the monarch governs, one of them);
- foreign and defence ministers: G20, NATO, permanent members of the Security Council, parties to conflicts of the time;
- heads and deputies of the organisations of the codebook; envoys, commanders, spokespeople, chiefs of staff, ambassadors.
"""

import argparse
import collections
import datetime
import difflib
import pathlib
import re
import unicodedata

FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2025, 12, 31)

# Realms whose monarch is another state's: no head of state is asked for.
REALMS = set("AUS CAN NZL JAM BHS GRD LCA VCT ATG KNA BLZ PNG SLB TUV AND".split())
# States where head of state and of government are one office, or the monarch governs, all the time since 1990.
ONE_HEAD = set(
    "USA MEX GTM SLV HND NIC CRI PAN DOM COL VEN ECU BOL BRA PRY URY ARG CHL CYP IDN PHL MDV PLW MHL FSM NRU KIR "
    "ZMB MWI NGA KEN GHA LBR SLE GMB SYC BWA BEN AGO BRN VAT SAU SUR COM CHE TKM IRN LIE MCO SMR OMN ZAF".split()
)
# Since when a state of today is asked for (the others since 1990).
SINCE = {
    "ARM": "1991-09-21", "AZE": "1991-10-18", "BLR": "1991-08-25", "EST": "1991-08-20", "GEO": "1991-04-09",
    "KAZ": "1991-12-16", "KGZ": "1991-08-31", "LTU": "1991-09-06", "LVA": "1991-08-21", "MDA": "1991-08-27",
    "TJK": "1991-09-09", "TKM": "1991-10-27", "UKR": "1991-08-24", "UZB": "1991-09-01", "HRV": "1991-06-25",
    "SVN": "1991-06-25", "MKD": "1991-09-08", "BIH": "1992-03-01", "MNE": "2006-06-03", "XKX": "2008-02-17",
    "SVK": "1993-01-01", "ERI": "1993-05-24", "NAM": "1990-03-21", "PLW": "1994-10-01", "TLS": "2002-05-20",
    "SSD": "2011-07-09", "PSE": "1994-07-05", "YEM": "1990-05-22",
}
# Years without the office (civil war, occupation, an office that came later or was done away with).
NOT_ASKED = {
    ("head of government", "AFG"): [("2001-12-22", "2014-09-29")],
    ("head of government", "CUB"): [("1990-01-01", "2019-12-21")],
    ("head of government", "ERI"): [("1993-05-24", "2025-12-31")],
    ("head of government", "SSD"): [("2011-07-09", "2025-12-31")],
    ("head of government", "ZWE"): [("1990-01-01", "2009-02-11"), ("2013-09-11", "2025-12-31")],
    ("head of government", "RUS"): [("1990-01-01", "1991-12-26")],
    ("head of government", "COG"): [("1997-10-15", "2005-01-07"), ("2009-09-15", "2016-04-23")],
    ("head of government", "BDI"): [("1998-06-12", "2020-06-23")],
    ("head of government", "SYR"): [("2025-03-29", "2025-12-31")],
    ("head of government", "QAT"): [("1990-01-01", "1996-10-29")],
    ("foreign minister", "ISR"): [("2012-12-18", "2013-11-11"), ("2015-05-14", "2019-02-17")],
    ("head of state", "BRB"): [("1990-01-01", "2021-11-30")],
    ("head of state", "MUS"): [("1990-01-01", "1992-03-12")],
    ("defence minister", "BRA"): [("1990-01-01", "1999-01-01")],
    ("head of state", "SOM"): [("1991-01-26", "2000-08-26")],
    ("head of government", "SOM"): [("1991-01-26", "2000-10-08")],
}
TERRITORIES = set(
    "MYT REU ESH SHN IOT PRI GRL BMU FLK CYM VGB VIR TCA AIA MSR ABW CUW SXM BES GLP MTQ GUF BLM MAF SPM SGS HKG MAC "
    "FRO GIB GGY IMN JEY SJM ALA NCL PYF WLF GUM MNP ASM COK NIU TKL NFK PCN CXR CCK UMI HMD ATA BVT ATF".split()
)
G20 = "ARG AUS BRA CAN CHN FRA DEU IND IDN ITA JPN MEX RUS SAU ZAF KOR TUR GBR USA"
NATO = "ALB BEL BGR CAN HRV CZE DNK EST FIN FRA DEU GRC HUN ISL ITA LVA LTU LUX MNE NLD MKD NOR POL PRT ROU SVK SVN ESP SWE TUR GBR USA"
CONFLICT = (
    "AFG PAK IND IRN IRQ ISR PSE SYR LBN JOR EGY YEM SAU ARE KWT QAT LBY DZA TUN MAR TUR SDN SSD ETH ERI SOM DJI KEN UGA RWA "
    "BDI COD CAF TCD NER NGA MLI BFA CMR CIV LBR SLE GIN AGO MOZ ZWE GEO ARM AZE UKR RUS MDA BLR SRB HRV BIH XKX MKD ALB CYP "
    "GRC PRK KOR CHN TWN JPN PHL VNM KHM THA MMR LKA BGD NPL IDN TLS KAZ KGZ TJK UZB COL VEN GUY PER ECU HTI CUB NIC ARG"
)
WITHOUT_ARMY = {"ISL", "HTI", "PSE", "XKX"}

STATE = re.compile(
    r"^(acting |interim |transitional |provisional )?(federal )?(co-)?(president|king|queen|emir|sultan|grand duke|prince|sovereign prince|pope|"
    r"head of state|supreme leader|paramount chief|governor-general|captain regent|emperor|monarch|o le ao o le malo|yang di-pertuan agong|"
    r"chairman of the presidency|member of the presidency|ruler|leader|leader of the coup|chairman of the .*council|chief of state|"
    r"head of the .*(council|junta)|prince regent|regent|crown prince and regent|co-prince|general secretary|chairman of the state|chairman|"
    r"president of the .*council|president of the swiss confederation|chairman of the supreme council|high representative|.*junta.*|"
    r"head of the military government|speaker of parliament and acting president|president of the state council|president of yugoslavia)( .*)?$"
)
GOVERNMENT = re.compile(
    r"^(acting |interim |transitional |caretaker |first |provisional )?(prime minister|premier|chancellor|head of government|minister of state of monaco|"
    r"president of the government|chief minister|chairman of the council of ministers|chief executive|taoiseach|head of the .*government|"
    r"chairman of the cabinet|chairman of the state council|chief adviser|minister-president|first minister|co-chairman of the council.*|"
    r"chairman of the state administration council|leader|head of the general people's committee|executive president|chairman of the ruling council)( .*)?$"
)
FOREIGN = re.compile(
    r"^(acting |interim |federal |caretaker )?(foreign minister|foreign secretary|foreign affairs minister|external affairs minister|minister of external affairs|"
    r"minister for foreign affairs|secretary of state|deputy prime minister and foreign minister|prime minister and foreign minister|state secretary for foreign affairs|"
    r"foreign affairs secretary|minister of foreign affairs)( .*)?$"
)
DEFENCE = re.compile(
    r"^(acting |interim |federal |caretaker )?(defence minister|defense minister|defence secretary|secretary of defense|secretary of national defense|minister of defence|defence agency director|"
    r"minister of the armed forces|armed forces minister|national defence minister|defence affairs minister|head of the defence ministry)( .*)?$"
)

# Posts outside the four: (title of the line, actors, pattern on the office, since)
def posts_of(head, what, pattern, since="1990-01-01", until="2025-12-31"):
    return (what, head, re.compile(pattern), since, until)


OTHER = [
    posts_of("UN", "secretary-general", r"^secretary-general$"),
    posts_of("UN", "deputy secretary-general", r"^deputy secretary-general$", "1998-03-02"),
    posts_of("UN", "president of the General Assembly", r"^president of the General Assembly$"),
    posts_of("UN", "under-secretary-general for political affairs", r"under-secretary-general for political"),
    posts_of("UN", "under-secretary-general for peacekeeping", r"under-secretary-general for peace"),
    posts_of("UN", "emergency relief coordinator", r"emergency relief coordinator", "1992-03-01"),
    posts_of("UN", "high commissioner for human rights", r"commissioner for human rights", "1994-04-05"),
    posts_of("UN", "executive director of UNICEF", r"UNICEF"),
    posts_of("UN", "executive director of the World Food Programme", r"World Food Programme"),
    posts_of("UN", "commissioner-general of UNRWA", r"UNRWA"),
    posts_of("UN", "director-general of UNESCO", r"UNESCO"),
    posts_of("UN", "administrator of UNDP", r"administrator.*Development|UNDP"),
    posts_of("UN", "spokesperson of the secretary-general", r"spokesperson of the secretary-general"),
    posts_of("UN", "climate secretary", r"climate convention", "1995-01-01"),
    posts_of("UN", "envoy for Syria", r"(envoy|representative).*Syria", "2012-02-23"),
    posts_of("UN", "envoy for Yemen", r"(envoy|representative|adviser).*Yemen", "2011-04-01"),
    posts_of("UN", "envoy for Libya", r"(envoy|representative).*Libya", "2011-03-10"),
    posts_of("UN", "envoy for Western Sahara", r"Western Sahara", "1991-01-01"),
    posts_of("UN", "envoy for Cyprus", r"Cyprus"),
    posts_of("UN", "envoy for Afghanistan", r"(envoy|representative).*Afghanistan"),
    posts_of("UN", "envoy for Iraq", r"(envoy|representative|coordinator).*Iraq", "2003-05-23"),
    posts_of("UN", "envoy for Myanmar", r"(envoy|adviser|rapporteur).*Myanmar", "1993-01-01"),
    posts_of("UN", "coordinator for the Middle East peace process", r"Middle East peace process|Middle East envoy", "1994-06-01"),
    posts_of("UN", "envoy for Kosovo", r"Kosovo", "1999-06-15"),
    posts_of("UN", "envoy for Haiti", r"Haiti", "2004-06-01"),
    posts_of("UN", "envoy for Somalia", r"Somalia", "1992-04-24"),
    posts_of("UN", "envoy for Sudan", r"Sudan|Darfur", "2004-06-01"),
    posts_of("UN", "envoy for South Sudan", r"South Sudan", "2011-07-09"),
    posts_of("UN", "envoy for the Congo", r"Congo", "1999-12-01"),
    posts_of("UN", "envoy for the Great Lakes", r"Great Lakes", "2013-03-18"),
    posts_of("UN", "envoy for Central Africa", r"Central African Republic", "2009-01-01"),
    posts_of("UN", "envoy for Mali", r"Mali", "2013-05-01", "2023-12-31"),
    posts_of("UN", "envoy for Colombia", r"Colombia", "2016-01-01"),
    posts_of("UN", "coordinator for Lebanon", r"Lebanon", "2000-08-01"),
    posts_of("NATO", "secretary-general", r"^(acting )?secretary-general$"),
    posts_of("NATO", "deputy secretary-general", r"^deputy secretary-general$"),
    posts_of("NATO", "supreme allied commander Europe", r"supreme allied commander Europe"),
    posts_of("NATO", "deputy supreme allied commander Europe", r"deputy supreme allied commander Europe"),
    posts_of("NATO", "chairman of the military committee", r"chairman of the military committee"),
    posts_of("NATO", "spokesperson", r"spokesperson"),
    posts_of("NATO", "commander in Afghanistan", r"ISAF|Resolute Support|Afghanistan", "2003-08-11", "2021-07-12"),
    posts_of("NATO", "commander of KFOR", r"KFOR", "1999-06-12"),
    posts_of("EU", "president of the Commission", r"president of the (European )?Commission"),
    posts_of("EU", "president of the European Council", r"president of the European Council", "2009-12-01"),
    posts_of("EU", "president of the European Parliament", r"president of the European Parliament"),
    posts_of("EU", "high representative", r"high representative", "1999-10-18"),
    posts_of("EU", "commissioner for external relations", r"commissioner for external relations|high representative|foreign affairs", "1989-01-06"),
    posts_of("EU", "commissioner for enlargement", r"enlargement", "1999-09-16"),
    posts_of("EU", "commissioner for trade", r"commissioner for trade|trade commissioner|external.*trade"),
    posts_of("EU", "commissioner for economic affairs", r"commissioner for (economic|the economy)"),
    posts_of("EU", "spokesperson of the Commission", r"spokesperson of the European Commission", "1995-01-01"),
    posts_of("EU", "special representative in Bosnia", r"Bosnia", "2002-01-01"),
    posts_of("OSCE", "secretary-general", r"^secretary-general$", "1993-06-15"),
    posts_of("OSCE", "high commissioner on national minorities", r"national minorities", "1993-01-01"),
    posts_of("OSCE", "representative on freedom of the media", r"freedom of the media", "1998-01-01"),
    posts_of("OSCE", "director of ODIHR", r"ODIHR|democratic institutions", "1991-07-01"),
    posts_of("COE", "secretary-general", r"secretary-general"),
    posts_of("AU", "chairperson of the commission", r"chairperson of the commission", "2002-07-09"),
    posts_of("AU", "chairperson", r"^(chairperson|chairman)( of the (African )?Union)?$", "2002-07-09"),
    posts_of("AU", "commissioner for peace and security", r"peace and security", "2003-09-01"),
    posts_of("OAU", "secretary-general", r"secretary-general", "1990-01-01", "2002-07-08"),
    posts_of("LAS", "secretary-general", r"^secretary-general$"),
    posts_of("GCC", "secretary-general", r"^secretary-general$"),
    posts_of("ASEAN", "secretary-general", r"^secretary-general$"),
    posts_of("CIS", "executive secretary", r"secretary", "1993-05-14"),
    posts_of("CSTO", "secretary-general", r"^(acting )?secretary-general$", "2003-04-28"),
    posts_of("SCO", "secretary-general", r"secretary", "2004-01-15"),
    posts_of("EAEU", "chairman of the board", r"chair", "2012-02-01"),
    posts_of("OAS", "secretary-general", r"^(acting )?secretary-general$"),
    posts_of("ECOWAS", "head of the commission", r"secretary|president of the commission|president"),
    posts_of("SADC", "executive secretary", r"executive secretary", "1992-08-17"),
    posts_of("OIC", "secretary-general", r"^secretary-general$"),
    posts_of("IMF", "managing director", r"^(acting )?managing director$"),
    posts_of("IMF", "first deputy managing director", r"first deputy managing director", "1994-01-01"),
    posts_of("WB", "president", r"^(acting |interim )?president$"),
    posts_of("WTO", "director-general", r"^director-general$", "1995-01-01"),
    posts_of("IAEA", "director-general", r"^(acting )?director.general$"),
    posts_of("OPCW", "director-general", r"^director-general$", "1997-05-13"),
    posts_of("ICC", "prosecutor", r"^(chief )?prosecutor$", "2003-06-16"),
    posts_of("ICC", "president", r"^president$", "2003-03-11"),
    posts_of("ICJ", "president", r"^president$"),
    posts_of("ICTY", "prosecutor", r"prosecutor", "1994-08-15", "2017-12-31"),
    posts_of("WHO", "director-general", r"^(acting )?director-general$"),
    posts_of("UNHCR", "high commissioner for refugees", r"^high commissioner"),
    posts_of("OPEC", "secretary-general", r"^(acting )?secretary-general$"),
    posts_of("ICRC", "president", r"^president$"),
    posts_of("IOC", "president", r"^president$"),
    posts_of("OECD", "secretary-general", r"secretary-general"),
    posts_of("COMMONWEALTH", "secretary-general", r"secretary-general"),
    posts_of("EBRD", "president", r"^president$", "1991-04-15"),
    posts_of("INTERPOL", "secretary-general", r"secretary-general|secretary general"),
    posts_of("MERCOSUR", "high representative", r".", "2011-01-01", "2017-01-01"),
    posts_of("PIF", "secretary-general", r"secretary"),
    posts_of("CARICOM", "secretary-general", r"secretary"),
    posts_of("USA", "White House spokesperson", r"White House spokesperson|White House press secretary"),
    posts_of("USA", "State Department spokesperson", r"^spokesperson of the State Department$"),
    posts_of("USA", "Pentagon spokesperson", r"Pentagon spokesperson|Pentagon press secretary"),
    posts_of("USA", "national security adviser", r"national security adviser"),
    posts_of("USA", "chairman of the Joint Chiefs of Staff", r"^chairman of the Joint Chiefs"),
    posts_of("USA", "CIA director", r"CIA director"),
    posts_of("USA", "deputy secretary of state", r"^deputy secretary of state$"),
    posts_of("USA", "ambassador to the UN", r"to the UN"),
    posts_of("USA", "ambassador to NATO", r"to NATO"),
    posts_of("USA", "ambassador to the EU", r"to the EU"),
    posts_of("USA", "trade representative", r"trade representative"),
    posts_of("USA", "secretary of the treasury", r"secretary of the treasury"),
    posts_of("USA", "commander of Central Command", r"Central Command"),
    posts_of("USA", "ambassador to Russia", r"ambassador to (Russia|the Soviet Union)"),
    posts_of("RUS", "Kremlin spokesperson", r"presidential spokesperson|Kremlin spokesperson|spokesperson of the president|press secretary"),
    posts_of("RUS", "spokesperson of the foreign ministry", r"spokesperson of the foreign ministry"),
    posts_of("RUS", "chief of the general staff", r"chief of the general staff"),
    posts_of("RUS", "secretary of the Security Council", r"secretary of the Security Council", "1992-05-01"),
    posts_of("RUS", "permanent representative to the UN", r"to the UN"),
    posts_of("RUS", "envoy to NATO", r"to NATO|envoy to NATO", "1998-01-01", "2021-11-01"),
    posts_of("RUS", "permanent representative to the EU", r"to the EU|to the European"),
    posts_of("RUS", "ambassador to the United States", r"to the United States"),
    posts_of("RUS", "speaker of the State Duma", r"speaker of the State Duma", "1994-01-14"),
    posts_of("RUS", "director of the Federal Security Service", r"Federal Security Service|FSB", "1995-04-12"),
    posts_of("CHN", "spokesperson of the foreign ministry", r"spokesperson of the foreign ministry"),
    posts_of("CHN", "permanent representative to the UN", r"to the UN"),
    posts_of("CHN", "ambassador to the United States", r"to the United States"),
    posts_of("CHN", "permanent representative to the EU", r"to the EU|to the European", "2000-01-01"),
    posts_of("FRA", "spokesperson of the foreign ministry", r"spokesperson of the foreign ministry"),
    posts_of("FRA", "permanent representative to the UN", r"to the UN"),
    posts_of("FRA", "permanent representative to NATO", r"to NATO", "2000-01-01"),
    posts_of("FRA", "permanent representative to the EU", r"to the EU|to the European", "2000-01-01"),
    posts_of("FRA", "chief of the defence staff", r"^chief of the (defence|general) staff"),
    posts_of("GBR", "permanent representative to the UN", r"to the UN"),
    posts_of("GBR", "permanent representative to NATO", r"to NATO", "1992-01-01"),
    posts_of("GBR", "permanent representative to the EU", r"to the EU|to the European"),
    posts_of("GBR", "chief of the defence staff", r"chief of the defence staff"),
    posts_of("GBR", "spokesperson of the prime minister", r"spokesperson of the prime minister"),
    posts_of("DEU", "permanent representative to the UN", r"to the UN"),
    posts_of("DEU", "permanent representative to NATO", r"to NATO", "2000-01-01"),
    posts_of("DEU", "government spokesperson", r"government spokesperson"),
    posts_of("DEU", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "2000-01-01"),
    posts_of("DEU", "chief of the defence staff", r"inspector general|inspector-general|chief of the defence staff|Bundeswehr"),
    posts_of("JPN", "chief cabinet secretary", r"chief cabinet secretary"),
    posts_of("JPN", "permanent representative to the UN", r"to the UN", "1998-01-01"),
    posts_of("IND", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "1998-01-01"),
    posts_of("IND", "national security adviser", r"national security adviser", "1998-11-19"),
    posts_of("IND", "army chief", r"army chief|chief of the army|chief of army"),
    posts_of("IND", "permanent representative to the UN", r"to the UN", "1997-01-01"),
    posts_of("PAK", "army chief", r"army chief|chief of the army|chief of army"),
    posts_of("PAK", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "2000-01-01"),
    posts_of("PAK", "spokesperson of the army", r"military spokesperson|spokesperson of the army", "1998-01-01"),
    posts_of("ISR", "chief of the general staff", r"chief of the general staff"),
    posts_of("ISR", "permanent representative to the UN", r"to the UN"),
    posts_of("ISR", "head of Mossad", r"Mossad"),
    posts_of("IRN", "spokesperson of the foreign ministry", r"spokesperson of the foreign"),
    posts_of("IRN", "chief nuclear negotiator", r"nuclear negotiator", "2003-10-01"),
    posts_of("IRN", "commander of the Revolutionary Guards", r"commander of the Revolutionary Guards"),
    posts_of("IRN", "secretary of the Supreme National Security Council", r"Supreme National Security Council"),
    posts_of("IRN", "permanent representative to the UN", r"to the UN"),
    posts_of("TUR", "chief of the general staff", r"chief of the general staff"),
    posts_of("TUR", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "1998-01-01"),
    posts_of("UKR", "chief of the general staff", r"chief of the general staff|commander-in-chief|commander in chief", "1992-01-01"),
    posts_of("UKR", "permanent representative to the UN", r"to the UN", "1997-01-01"),
    posts_of("UKR", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "2004-01-01"),
    posts_of("KOR", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "2000-01-01"),
    posts_of("KOR", "unification minister", r"unification minister"),
    posts_of("KOR", "nuclear envoy", r"nuclear envoy|peninsula peace|nuclear negotiator", "2003-08-01"),
    posts_of("PRK", "permanent representative to the UN", r"to the UN", "1996-01-01"),
    posts_of("PRK", "nuclear negotiator", r"nuclear (envoy|negotiator)|first vice|vice foreign minister", "2003-08-01"),
    posts_of("EGY", "spokesperson of the foreign ministry", r"spokesperson of the foreign", "2006-01-01"),
    posts_of("EGY", "chief of the general staff", r"chief of (the general )?staff|armed forces", "1995-01-01"),
    posts_of("SYR", "permanent representative to the UN", r"to the UN", "1996-01-01"),
    posts_of("PSE", "permanent observer to the UN", r"to the UN"),
    posts_of("POL", "chief of the general staff", r"chief of the general staff", "1990-09-01"),
    posts_of("ITA", "chief of the defence staff", r"chief of the (defence|general) staff", "1994-01-01"),
    posts_of("HAMAS", "head of the political bureau", r"political bureau|leader", "1996-01-01"),
    posts_of("HEZBOLLAH", "secretary-general", r"secretary-general|leader"),
    posts_of("TALIBAN", "leader", r"^(supreme )?leader$", "1996-04-04"),
    posts_of("ALQAEDA", "leader", r"^leader$"),
    posts_of("ISIS", "leader", r"leader|caliph", "2004-10-17"),
    posts_of("BOKOHARAM", "leader", r"leader", "2002-01-01", "2021-05-20"),
    posts_of("ALSHABAAB", "leader", r"leader|emir", "2007-12-01"),
    posts_of("HOUTHI", "leader", r"leader", "2004-06-01"),
    posts_of("FARC", "leader", r"leader|commander", "1990-01-01", "2017-06-27"),
    posts_of("ELN", "leader", r"leader|commander"),
    posts_of("PKK", "leader", r"leader|chairman|commander"),
    posts_of("SDF", "commander", r"commander", "2015-10-10"),
    posts_of("LTTE", "leader", r"leader", "1990-01-01", "2009-05-18"),
    posts_of("POLISARIO", "secretary-general", r"secretary-general|leader"),
]


def day(text, end):
    """The first or last day that a date of any precision may mean."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    if not end:
        return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    if len(parts) == 1 or parts[1] == 12:
        return datetime.date(parts[0], 12, 31)
    return datetime.date(parts[0], parts[1] + 1, 1) - datetime.timedelta(days=1)


def read(folder):
    """The rows of people/*.tsv as dictionaries, with `start` and `stop` as days."""
    rows = []
    for path in sorted((folder / "people").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        columns = lines[0].split("\t")
        for number, line in enumerate(lines[1:], 2):
            if not line or line.startswith("#"):
                continue
            row = dict(zip(columns, line.split("\t") + [""] * len(columns)))
            row["where"] = f"{path.name}:{number}"
            row["head"], _, row["role"] = row["actor"].partition(":")
            row["start"] = day(row["from"], False) or datetime.date.min
            row["stop"] = day(row["to"], True) or datetime.date.max
            rows.append(row)
    return rows


def gaps(rows, since, until, days, excused=()):
    """The spans between `since` and `until` in which none of the rows holds, and the number of days covered."""
    spans = [(r["start"], r["stop"]) for r in rows] + [(day(a, False), day(b, True)) for a, b in excused]
    spans.sort()
    empty, reached = [], since
    for start, stop in spans:
        if start > until:
            break
        if (start - reached).days > days:
            empty.append((reached, start))
        reached = max(reached, min(stop, until))
    if (until - reached).days > days:
        empty.append((reached, until))
    return empty, (until - since).days - sum((b - a).days for a, b in empty)


def states(folder):
    found = []
    for name in ("africa", "americas", "asia", "europe", "middle-east", "oceania"):
        for line in (folder / "states" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            if line and not line.startswith("#"):
                code = line.split("\t")[0]
                if code not in TERRITORIES and code not in found:
                    found.append(code)
    return found


def asked(folder):
    """Every post: (title, head, test of a row, since, until)."""
    both = lambda *tests: lambda row: any(t.match(row["office"]) for t in tests)
    for code in states(folder):
        since = SINCE.get(code, "1990-01-01")
        if code not in REALMS:
            yield "head of state", code, both(STATE), since, "2025-12-31"
        if code not in ONE_HEAD:
            yield "head of government", code, both(GOVERNMENT), since, "2025-12-31"
    concerned = sorted(set(f"{G20} {NATO} {CONFLICT}".split()))
    for code in concerned:
        since = SINCE.get(code, "1990-01-01")
        yield "foreign minister", code, both(FOREIGN), since, "2025-12-31"
        if code not in WITHOUT_ARMY:
            yield "defence minister", code, both(DEFENCE), since, "2025-12-31"
    for code in states(folder):
        if code not in concerned:
            yield "foreign minister elsewhere", code, both(FOREIGN), SINCE.get(code, "1990-01-01"), "2025-12-31"
    for what, head, pattern, since, until in OTHER:
        yield what, head, (lambda row, p=pattern: p.search(row["office"])), since, until


def stale(rows):
    """Offices without an end taken before 2015, and people who look like one under two spellings."""
    print("\n# Open offices taken before 2015")
    for row in rows:
        if not row["to"] and row["start"] < datetime.date(2015, 1, 1):
            print(f"{row['where']}\t{row['person']}\t{row['office']}\t{row['actor']}\t{row['from']}")
    print("\n# One person under two spellings?")
    plain = lambda s: unicodedata.normalize("NFD", s.lower()).encode("ascii", "ignore").decode().replace("-", " ")
    people = collections.defaultdict(dict)
    for row in rows:
        people[row["head"]].setdefault(row["person"], set()).update(filter(None, row["aliases"].split("|")))
    for head, named in people.items():
        names = sorted(named)
        for i, one in enumerate(names):
            for two in names[i + 1 :]:
                near = difflib.SequenceMatcher(None, plain(one), plain(two)).ratio() > 0.86
                if near or two in named[one] or one in named[two]:
                    print(f"{head}\t{one}\t{two}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lexicon", type=pathlib.Path, default=pathlib.Path("lexicon"))
    parser.add_argument("--days", type=int, default=60, help="the longest vacancy that is not told (default 60)")
    parser.add_argument("--post", help="only posts whose title holds this word")
    parser.add_argument("--country", help="only this head")
    parser.add_argument("--stale", action="store_true", help="also list what a person should look at")
    args = parser.parse_args()
    rows = read(args.lexicon)
    of_head = collections.defaultdict(list)
    for row in rows:
        of_head[row["head"]].append(row)
    total, full, covered = collections.Counter(), collections.Counter(), collections.Counter()
    wanted = collections.Counter()
    for what, head, test, since, until in asked(args.lexicon):
        if args.post and args.post not in what or args.country and args.country != head:
            continue
        kind = what if what.startswith(("head of state", "head of government", "foreign", "defence")) else "other posts"
        since, until = max(day(since, False), FIRST), day(until, True)
        empty, days = gaps(
            [r for r in of_head[head] if test(r)], since, until, args.days, NOT_ASKED.get((what, head), ())
        )
        total[kind] += 1
        full[kind] += not empty
        covered[kind] += days
        wanted[kind] += (until - since).days
        if empty:
            print(f"{what}\t{head}\t" + "\t".join(f"{a}..{b}" for a, b in empty))
    print()
    for kind in total:
        share = covered[kind] / max(1, wanted[kind])
        print(f"{kind}: {full[kind]} of {total[kind]} without a gap, {share:.1%} of the days covered")
    print(f"{len(rows)} rows, {len({r['person'] for r in rows})} people")
    if args.stale:
        stale(rows)


if __name__ == "__main__":
    main()
