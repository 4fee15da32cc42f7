//! Which state an outlet writes from, by its address and its name.

use detente_lexicon::{Actor, Lexicon, NameKind};

/// Country-code domains and their states (ISO 3166-1), without those sold for their letters
/// (`.co`, `.io`, `.me`, `.tv` and the like).
const DOMAINS: &str = "
ae ARE af AFG al ALB am ARM ao AGO ar ARG at AUT au AUS az AZE ba BIH bd BGD be BEL bf BFA bg BGR bh BHR bi BDI
bj BEN bn BRN bo BOL br BRA bs BHS bt BTN bw BWA by BLR bz BLZ ca CAN cd COD cf CAF ch CHE ci CIV cl CHL cm CMR
cn CHN cr CRI cu CUB cy CYP cz CZE de DEU dk DNK do DOM dz DZA ec ECU ee EST eg EGY er ERI es ESP et ETH fi FIN
fj FJI fr FRA ga GAB ge GEO gh GHA gm GMB gn GIN gr GRC gt GTM gy GUY hk HKG hn HND hr HRV ht HTI hu HUN id IDN
ie IRL il ISR in IND iq IRQ ir IRN is ISL it ITA jm JAM jo JOR jp JPN ke KEN kg KGZ kh KHM kr KOR kw KWT kz KAZ
lb LBN lk LKA lr LBR ls LSO lt LTU lu LUX lv LVA ma MAR md MDA mg MDG mk MKD mm MMR mn MNG mr MRT mt MLT mu MUS
mv MDV mw MWI mx MEX my MYS mz MOZ na NAM ne NER ng NGA ni NIC nl NLD no NOR np NPL nz NZL om OMN pa PAN pe PER
pg PNG ph PHL pk PAK pl POL ps PSE pt PRT py PRY qa QAT ro ROU rs SRB ru RUS rw RWA sa SAU sb SLB sd SDN se SWE
sg SGP si SVN sk SVK sl SLE sn SEN so SOM sr SUR ss SSD sv SLV sy SYR sz SWZ td TCD tg TGO th THA tj TJK tm TKM
tn TUN tr TUR tt TTO tw TWN tz TZA ua UKR ug UGA uk GBR us USA uy URY uz UZB ve VEN vn VNM vu VUT ye YEM za ZAF
zm ZMB zw ZWE africa - gov USA mil USA
";

/// Labels that stand before the country in a domain: `gov.uk`, `com.au`.
const SECOND_LEVEL: &[&str] = &[
    "com", "co", "org", "net", "gov", "govt", "edu", "ac", "or", "go", "ne",
];

/// The state of the outlet at `url`: by its address among the lexicon's media, the country's domain, else by a state, people or capital whose name
/// begins the site's (`jordantimes.com`, `bangkokpost.com`).
pub(super) fn state_of_url(lexicon: &Lexicon, url: &str) -> Option<Actor> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()?
        .to_ascii_lowercase();
    let host = host.trim_start_matches("www.");
    let listed = lexicon.names.lookup(host).and_then(|found| {
        let mut senses = lexicon.names.senses(found);
        senses.find_map(|sense| sense.actor.as_ref().filter(|actor| actor.is_state()))
    });
    if let Some(actor) = listed {
        return Some(Actor::new(actor.head.clone(), None));
    }
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let (last, others) = labels.split_last()?;
    let mut table = DOMAINS.split_whitespace();
    while let (Some(domain), Some(state)) = (table.next(), table.next()) {
        if domain == *last && state != "-" {
            return Some(Actor::new(state, None));
        }
    }
    let site = others
        .iter()
        .rev()
        .find(|label| !SECOND_LEVEL.contains(label))?;
    state_that_begins(lexicon, site)
}

/// The state of the outlet called `name`: as the lexicon's media have it, else by a state, people or capital in
/// its name ("The Jordan Times").
pub(super) fn state_of_name(lexicon: &Lexicon, name: &str) -> Option<Actor> {
    if name.len() > LONGEST {
        return None;
    }
    let state = |actor: &Actor| {
        actor
            .is_state()
            .then(|| Actor::new(actor.head.clone(), None))
    };
    let own = lexicon.names.lookup(name).and_then(|found| {
        let mut senses = lexicon.names.senses(found);
        senses.find_map(|sense| state(sense.actor.as_ref()?))
    });
    let words: Vec<&str> = name.split_whitespace().collect();
    own.or_else(|| (0..words.len()).find_map(|at| named(lexicon, words[at])))
}

/// The states that `title` names, by their names, peoples or capitals, each once; words all in capitals are read as if
/// only the first letter were.
pub(super) fn states_of_title(lexicon: &Lexicon, title: &str) -> Vec<Actor> {
    let words: Vec<String> = title
        .split([' ', ',', '/', ';', ':', '\'', '’', '"', '\n'])
        .filter(|word| !word.is_empty())
        .take(TITLE_WORDS)
        .map(|word| {
            let shouted =
                word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase() || c == '-');
            if shouted {
                word[..1].to_owned() + &word[1..].to_ascii_lowercase()
            } else {
                word.to_owned()
            }
        })
        .collect();
    let mut states: Vec<Actor> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = words.len().min(at + 3);
        let found = (at + 1..=longest)
            .rev()
            .find_map(|end| Some((end, named(lexicon, &words[at..end].join(" "))?)));
        at = found.as_ref().map_or(at + 1, |(end, _)| *end);
        if let Some((_, state)) = found
            && !states.contains(&state)
        {
            states.push(state);
        }
    }
    states
}

/// Words of a title that are looked at.
const TITLE_WORDS: usize = 40;

/// Bytes of a site's or outlet's name that are looked at.
const LONGEST: usize = 60;
/// Letters that the name of a state in a site's name must have, so that "iran" counts and "cba" does not.
const SHORTEST: usize = 4;

/// The state whose name, people or capital begins `site`, an article or a word such as "today" passed over.
fn state_that_begins(lexicon: &Lexicon, site: &str) -> Option<Actor> {
    let site: String = site
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(LONGEST)
        .collect();
    let begins = ["", "the", "today", "newsroom", "news", "my"]
        .iter()
        .filter_map(|word| site.strip_prefix(word));
    for rest in begins {
        for end in (SHORTEST..=rest.len()).rev() {
            let mut word = rest[..end].to_owned();
            word[..1].make_ascii_uppercase();
            if let Some(state) = named(lexicon, &word) {
                return Some(state);
            }
        }
    }
    None
}

/// The state that `word` names, by its name, people, demonym or capital.
fn named(lexicon: &Lexicon, word: &str) -> Option<Actor> {
    let found = lexicon.names.lookup(word)?;
    let mut senses = lexicon.names.senses(found).filter(|sense| {
        matches!(
            sense.kind,
            NameKind::State | NameKind::Adjective | NameKind::People | NameKind::Capital
        )
    });
    let actor = senses.find_map(|sense| sense.actor.as_ref().filter(|actor| actor.is_state()))?;
    Some(Actor::new(actor.head.clone(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_url(url: &str) -> Option<String> {
        state_of_url(detente_builtin::lexicon(), url).map(|actor| actor.head.to_string())
    }

    #[test]
    fn domains_and_names_tell_the_state() {
        assert_eq!(
            of_url("https://www.example.com.na/a/b").as_deref(),
            Some("NAM")
        );
        assert_eq!(
            of_url("http://www.jordanexample.com/x").as_deref(),
            Some("JOR")
        );
        assert_eq!(
            of_url("https://thebangkokexample.com").as_deref(),
            Some("THA")
        );
        assert_eq!(of_url("https://example.com"), None);
        assert_eq!(of_url("https://"), None);
        assert_eq!(of_url("é://ж.ж/é"), None);
    }

    #[test]
    fn a_title_tells_states() {
        let of = |title: &str| {
            let states = states_of_title(detente_builtin::lexicon(), title);
            let heads: Vec<String> = states.iter().map(|state| state.head.to_string()).collect();
            heads.join(" ")
        };
        assert_eq!(of("SRI LANKAN MINISTRY TO BUY FLOUR"), "LKA");
        assert_eq!(of("U.S., Japan talk of rice; Tokyo's offer"), "USA JPN");
        assert_eq!(of("Rain \"é\" ahead"), "");
    }

    #[test]
    fn an_outlet_is_known_by_its_name() {
        let of = |name: &str| {
            state_of_name(detente_builtin::lexicon(), name).map(|actor| actor.head.to_string())
        };
        assert_eq!(of("The Peru Example").as_deref(), Some("PER"));
        assert_eq!(of("Example News"), None);
        assert_eq!(of(&"Peru ".repeat(10_000)), None);
    }
}
