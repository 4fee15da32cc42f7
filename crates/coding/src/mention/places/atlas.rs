//! The places of one article: which names mean places, and which.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use detente_gazetteer::{Class, LONGEST_NAME, key};
use detente_lexicon::{Actor, Lexicon, NameKind, Origin, Sense};
use detente_syntax::{Dep, Document, Pos};

use super::super::names::{Hit, head_of};
use super::choice::{Candidate, Chosen, Container, choose};
use super::context::{self, Seen};
use super::evidence::Evidence;
use super::{Located, is_seat, place_actor};

/// Inhabitants, as a power of ten, from which a city is known by its name alone.
const KNOWN: f64 = 5.0;
/// The same for a town that the recogniser sees, whose country the article names.
const TOWN: f64 = 4.3;
/// The same for one that the recogniser does not see.
const VILLAGE: f64 = 4.0;
/// Score by which a place must stand out among those of its name in other countries.
const CLEAR: f64 = 0.5;
/// The same, to overrule what the lexicon says.
const OVERRULING: f64 = 1.5;

/// The same, where the article does not name the country that the lexicon means.
const LIKELIER: f64 = 0.3;

/// Finds the places of one article.
pub(crate) struct Atlas<'d, 'a> {
    doc: &'d Document,
    words: &'d [&'d str],
    lexicon: &'a Lexicon,
    evidence: Evidence,
    dateline: Option<&'d str>,
    outlet: Option<&'d Actor>,
}

/// A name that may mean a place.
struct Spot {
    tokens: Range<usize>,
    candidates: Vec<Candidate>,
    /// The lexicon's name at the same tokens.
    hit: Option<usize>,
    seen: Seen,
    local: bool,
    chosen: Option<Chosen>,
}

impl<'d, 'a> Atlas<'d, 'a> {
    /// An atlas for `doc` whose tokens are `words`.
    pub(crate) fn new(
        doc: &'d Document,
        words: &'d [&'d str],
        lexicon: &'a Lexicon,
        dateline: Option<&'d str>,
        outlet: Option<&'d Actor>,
    ) -> Self {
        Self {
            doc,
            words,
            lexicon,
            evidence: Evidence::default(),
            dateline,
            outlet,
        }
    }

    /// Adds the places of the gazetteer to `hits`, mends those of the lexicon that mean another place
    /// or a person, and tells where each place lies.
    pub(crate) fn settle(mut self, hits: &mut Vec<Hit<'a>>) -> Vec<Located> {
        self.drop_people(hits);
        self.evidence = Evidence::of(self.doc, self.lexicon, hits);
        self.evidence.home = self
            .dateline
            .filter(|place| !is_seat(place))
            .and_then(|place| place_actor(self.lexicon, place))
            .or_else(|| self.outlet.cloned())
            .map(|actor| actor.head);
        let mut spots = self.spots(hits);
        // What is sure helps to decide the rest.
        for sure in [true, false] {
            for index in 0..spots.len() {
                if spots[index].chosen.is_some() {
                    continue;
                }
                let spot = &spots[index];
                let name = self.doc.span_text(spot.tokens.clone());
                let container = self
                    .container(spot, hits)
                    .or_else(|| self.of_town_before(spot, index.checked_sub(1).map(|i| &spots[i])));
                let chosen = choose(name, &spot.candidates, container.as_ref(), &self.evidence)
                    .filter(|chosen| self.holds(spot, chosen, sure));
                if let Some(chosen) = chosen {
                    let place = &chosen.place;
                    if spot.hit.is_none() || chosen.told {
                        self.evidence.note(&place.country, place.region.as_deref());
                    }
                    if chosen.told {
                        self.evidence.note_told(name, &place.country);
                    }
                    spots[index].chosen = Some(chosen);
                }
            }
        }
        self.apply(spots, hits)
    }

    /// Takes names of places out that are a person's here: "Michael *Jordan*", "*Chad* Smith".
    fn drop_people(&self, hits: &mut Vec<Hit<'a>>) {
        let doc = self.doc;
        let people: Vec<&Range<usize>> = doc
            .entities()
            .iter()
            .filter(|e| e.kind == detente_syntax::EntityType::PERSON)
            .map(|e| &e.tokens)
            .collect();
        hits.retain(|hit| {
            let people_of = matches!(hit.sense.kind, NameKind::Adjective | NameKind::People);
            if !(is_place(hit.sense.kind) || people_of) || hit.partial {
                return true;
            }
            let inside = people.iter().any(|person| {
                person.len() > hit.tokens.len()
                    && (!people_of || person.end == hit.tokens.end)
                    && person.start <= hit.tokens.start
                    && hit.tokens.end <= person.end
                    && self
                        .lexicon
                        .names
                        .lookup(doc.span_text((*person).clone()))
                        .is_none()
                    && (person.start..person.end).all(|t| doc.token(t).pos == Pos::PROPN)
            });
            !inside
        });
    }

    /// All names that may mean a place, in text order.
    fn spots(&self, hits: &[Hit<'a>]) -> Vec<Spot> {
        let doc = self.doc;
        let mut hit_of = vec![0u32; doc.len()];
        for (index, hit) in hits.iter().enumerate() {
            for token in hit.tokens.clone() {
                hit_of[token] = index as u32 + 1;
            }
        }
        let mut spots = Vec::new();
        for sentence in doc.sentences() {
            let mut at = sentence.start;
            while at < sentence.end {
                let spot = self.spot_at(at, sentence.end, hits, &hit_of);
                at = spot.as_ref().map_or(at + 1, |spot| spot.tokens.end);
                spots.extend(spot);
            }
        }
        spots
    }

    /// The longest name at `at` that may mean a place.
    fn spot_at(&self, at: usize, end: usize, hits: &[Hit<'a>], hit_of: &[u32]) -> Option<Spot> {
        let hit = (hit_of[at] as usize).checked_sub(1);
        if let Some(hit) = hit {
            let hit = &hits[hit];
            if !is_place(hit.sense.kind) || hit.partial || hit.tokens.start != at {
                return None;
            }
        } else if !self.may_begin(at) {
            return None;
        }
        let longest = end.min(at + LONGEST_NAME);
        let own = hit.map_or(at + 1, |hit| hits[hit].tokens.end);
        for stop in (own..=longest).rev() {
            let tokens = at..stop;
            let exact = hit.is_some_and(|hit| hits[hit].tokens == tokens);
            if !exact && (self.is_direction(&tokens) || !self.may_end(&tokens, hits, hit_of)) {
                continue;
            }
            let mut candidates: Vec<Candidate> = self
                .lexicon
                .places
                .named(self.words[tokens.clone()].iter().copied())
                .map(|place| Candidate::of(&place))
                .collect();
            let hit = hit.filter(|_| exact);
            if let Some(hit) = hit {
                self.add_listed(&hits[hit].sense, &mut candidates);
            }
            if candidates.is_empty() {
                continue;
            }
            return Some(Spot {
                seen: context::seen(self.doc, &tokens),
                local: context::is_local(self.doc, self.words, self.lexicon, &tokens),
                tokens,
                candidates,
                hit,
                chosen: None,
            });
        }
        None
    }

    /// The lexicon's own place among the candidates, with the point of the gazetteer's.
    fn add_listed(&self, sense: &Sense, candidates: &mut Vec<Candidate>) {
        let whole = is_whole_country(self.lexicon, sense);
        let Some(mut listed) = Candidate::listed(sense, whole) else {
            return;
        };
        let same = candidates
            .iter()
            .filter(|c| c.country == listed.country && !whole)
            .max_by(|a, b| a.weight.total_cmp(&b.weight));
        if let Some(same) = same {
            listed.point = same.point;
            listed.region.clone_from(&same.region);
            listed.weight = listed.weight.max(same.weight);
        }
        if whole {
            // A country's name is a city's in that country only where the words say so.
            candidates.retain(|c| c.country != listed.country);
        }
        candidates.push(listed);
    }

    /// Whether a place's name may begin at `token`.
    fn may_begin(&self, token: usize) -> bool {
        let word = self.doc.word(token);
        let named = matches!(
            self.doc.token(token).pos,
            Pos::PROPN | Pos::ADJ | Pos::NOUN | Pos::X
        );
        named && word.len() > 1 && word.starts_with(char::is_uppercase)
    }

    /// Whether `tokens` are a word that is a place only in a longer name, or a part of the world: "the West", "Central",
    /// "the Gulf".
    fn is_direction(&self, tokens: &Range<usize>) -> bool {
        let word = self.doc.word(tokens.start);
        tokens.len() == 1
            && (context::is_direction(word) || self.lexicon.lands.is_mark(&word.to_lowercase()))
    }

    /// Whether `tokens` may be a place's whole name: no sentence marks inside, no other name begun.
    fn may_end(&self, tokens: &Range<usize>, hits: &[Hit<'a>], hit_of: &[u32]) -> bool {
        let last = self.doc.word(tokens.end - 1);
        let capital = last.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || tokens.len() > 2 && self.doc.word(tokens.end - 2).ends_with('-');
        capital
            && tokens.clone().all(|t| {
                let word = self.doc.word(t);
                let covered = (hit_of[t] as usize).checked_sub(1).map(|hit| &hits[hit]);
                covered.is_none_or(|hit| {
                    is_place(hit.sense.kind)
                        && tokens.start <= hit.tokens.start
                        && hit.tokens.end <= tokens.end
                }) && (word.chars().any(char::is_alphanumeric)
                    || matches!(word, "-" | "'" | "’" | "‑" | "–"))
            })
            && (tokens.len() > 1 || last.chars().any(char::is_lowercase) || last.len() > 4)
    }

    /// The larger place told right behind the name.
    fn container(&self, spot: &Spot, hits: &[Hit<'a>]) -> Option<Container> {
        let doc = self.doc;
        let end = spot.tokens.end;
        let sentence = doc.sentences()[doc.token(spot.tokens.start).sentence as usize].clone();
        let next = |at: usize| (at < sentence.end).then(|| doc.word(at));
        if let Some(kind) = next(end)
            && matches!(kind, "state" | "State" | "province" | "Province")
            && let Some(region) = spot.candidates.iter().find(|c| c.is_region && !c.is_listed)
        {
            return Some(Container {
                country: region.country.clone(),
                region: region.region.as_deref().map(key),
            });
        }
        match next(end)? {
            "," => self.larger(end + 1, &sentence, hits, true),
            "in" => {
                let mut at = end + 1;
                while next(at).is_some_and(|word| word.starts_with(char::is_lowercase))
                    && at < end + 4
                {
                    at += 1;
                }
                self.larger(at, &sentence, hits, false)
            }
            _ => None,
        }
    }

    /// For "Georgia" in "Atlanta, Georgia": the region, as it has a town of the name before it and the
    /// country has none.
    fn of_town_before(&self, spot: &Spot, before: Option<&Spot>) -> Option<Container> {
        let town = before.filter(|town| {
            town.tokens.end + 1 == spot.tokens.start && self.doc.word(town.tokens.end) == ","
        })?;
        let region = spot
            .candidates
            .iter()
            .find(|c| c.is_region && !c.is_listed)?;
        let container = Container {
            country: region.country.clone(),
            region: region.region.as_deref().map(key),
        };
        let within = town.candidates.iter().any(|c| c.lies_in(&container));
        let at_home = spot.candidates.iter().filter(|c| c.is_state);
        let elsewhere = at_home
            .into_iter()
            .any(|state| town.candidates.iter().any(|c| c.country == state.country));
        (within && !elsewhere).then_some(container)
    }

    /// The country or region named at `at`.
    fn larger(
        &self,
        at: usize,
        sentence: &Range<usize>,
        hits: &[Hit<'a>],
        comma: bool,
    ) -> Option<Container> {
        if at >= sentence.end {
            return None;
        }
        if comma {
            let short: String = std::iter::once("abbr0")
                .chain(self.words[at].split('.'))
                .collect();
            if self.words[at].len() <= 6
                && let Some(region) = self.lexicon.places.named([short.as_str()]).next()
            {
                return Some(Container {
                    country: region.country.into(),
                    region: region.region.map(key),
                });
            }
        }
        for stop in (at + 1..=sentence.end.min(at + 4)).rev() {
            let words = self.words[at..stop].iter().copied();
            let region = self
                .lexicon
                .places
                .named(words)
                .find(|place| place.class == Class::Region && !place.is_variant);
            let hit = hits
                .iter()
                .find(|hit| hit.tokens == (at..stop) && is_place(hit.sense.kind));
            match (hit, region) {
                (Some(hit), _) if is_whole_country(self.lexicon, &hit.sense) => {
                    return Some(Container {
                        country: hit.sense.actor.as_ref()?.head.clone(),
                        region: None,
                    });
                }
                (_, Some(region)) => {
                    return Some(Container {
                        country: region.country.into(),
                        region: region.region.map(key),
                    });
                }
                (Some(hit), None) if hit.sense.kind == NameKind::State => {
                    return Some(Container {
                        country: hit.sense.actor.as_ref()?.head.clone(),
                        region: Some(key(&hit.sense.name)),
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the choice can be trusted.
    fn holds(&self, spot: &Spot, chosen: &Chosen, sure: bool) -> bool {
        let place = &chosen.place;
        if place.is_listed {
            // What is only likely is left open until the sure ones are known.
            return !sure || spot.candidates.len() == 1;
        }
        if chosen.told {
            return spot.seen != Seen::Other || spot.local;
        }
        if spot.hit.is_some() {
            return !sure && self.overrules(spot, chosen);
        }
        let before = spot.tokens.start.checked_sub(1);
        let before = before.map(|t| self.doc.word(t).to_lowercase());
        // "Had a Bath", "before Independence".
        let no_place = matches!(
            before.as_deref(),
            Some("a" | "an" | "before" | "after" | "since" | "until" | "during")
        );
        let next = |at: usize| {
            self.words
                .get(spot.tokens.end + at)
                .copied()
                .unwrap_or_default()
        };
        let joined = next(0) == "-" && next(1).starts_with(char::is_uppercase);
        if spot.seen == Seen::Other || self.is_part(spot) || no_place || joined {
            return false;
        }
        let supported = self.evidence.named(&place.country) > 0;
        let known = place.weight >= KNOWN;
        let single = spot.tokens.len() == 1;
        let word = self.doc.word(spot.tokens.start);
        let person = single && self.evidence.is_of_person(word);
        // "Union leaders": a word for a body that begins a sentence.
        let noun = single
            && self.modifies(spot)
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..spot.tokens.end], spot.tokens.start)
                .is_some();
        let ordinary = single && self.evidence.is_ordinary(word) || noun;
        if (person || ordinary)
            && !(spot.seen == Seen::Place && context::is_inside(self.doc, &spot.tokens))
        {
            return false;
        }
        if chosen.margin < CLEAR || sure && !(known && chosen.margin >= OVERRULING) {
            return false;
        }
        match spot.seen {
            Seen::Place if known => supported || spot.local || !self.modifies(spot),
            Seen::Place => supported && (spot.local || place.weight >= TOWN),
            Seen::Mistakable | Seen::Not => spot.local && supported && place.weight >= VILLAGE,
            Seen::Other => false,
        }
    }

    /// Whether the name stands before a common noun: "Mobile phones".
    fn modifies(&self, spot: &Spot) -> bool {
        let head = head_of(self.doc, &spot.tokens);
        matches!(
            self.doc.token(head).dep,
            Dep::Compound | Dep::Amod | Dep::Nmod
        ) && self
            .doc
            .head(head)
            .is_some_and(|noun| self.doc.token(noun).pos == Pos::NOUN)
    }

    /// Whether a place of another country may stand for the one that the lexicon gives the name.
    fn overrules(&self, spot: &Spot, chosen: &Chosen) -> bool {
        let Some(listed) = spot.candidates.iter().find(|c| c.is_listed) else {
            return true;
        };
        if listed.country == chosen.place.country {
            return false;
        }
        let absent = !listed.is_state && self.evidence.named(&listed.country) == 0;
        let named = self.evidence.named(&chosen.place.country) > 1;
        absent && named && spot.local && chosen.margin >= LIKELIER
            || chosen.margin >= OVERRULING && self.evidence.inside(&chosen.place.country) > 0
    }

    /// Whether the name is a part of a longer one that the gazetteer does not hold.
    fn is_part(&self, spot: &Spot) -> bool {
        let doc = self.doc;
        if spot.seen == Seen::Place {
            return false;
        }
        let joined = |token: usize| {
            doc.token(token).pos == Pos::PROPN && doc.word(token).starts_with(char::is_uppercase)
        };
        let sentence = doc.sentences()[doc.token(spot.tokens.start).sentence as usize].clone();
        let before = spot.tokens.start > sentence.start
            && joined(spot.tokens.start - 1)
            && doc.token(spot.tokens.start - 1).dep == Dep::Compound;
        let after = spot.tokens.end < sentence.end
            && joined(spot.tokens.end)
            && !context::is_kind(doc, spot.tokens.end);
        before || after
    }

    /// Carries the choices into the hits.
    fn apply(&self, spots: Vec<Spot>, hits: &mut Vec<Hit<'a>>) -> Vec<Located> {
        let mut places = Vec::new();
        let mut gone = vec![false; hits.len()];
        let mut fresh = Vec::new();
        for spot in spots {
            let listed = || spot.candidates.iter().find(|c| c.is_listed).cloned();
            let Some(place) = spot.chosen.map(|chosen| chosen.place).or_else(listed) else {
                continue;
            };
            let name = self.doc.span_text(spot.tokens.clone()).to_owned();
            if !place.is_listed {
                for (index, hit) in hits.iter().enumerate() {
                    if hit.tokens.start < spot.tokens.end && spot.tokens.start < hit.tokens.end {
                        gone[index] = true;
                    }
                }
                fresh.push(Hit {
                    head: head_of(self.doc, &spot.tokens),
                    tokens: spot.tokens.clone(),
                    sense: Cow::Owned(sense(&name, &place.country)),
                    current: true,
                    is_common: false,
                    partial: false,
                });
            }
            places.push(Located {
                tokens: spot.tokens,
                name,
                country: place.country,
                point: place.point,
                is_listed: place.is_listed,
            });
        }
        let mut gone = gone.into_iter();
        hits.retain(|_| !gone.next().unwrap_or(false));
        hits.extend(fresh);
        hits.sort_by_key(|hit| hit.tokens.start);
        places
    }
}

fn is_place(kind: NameKind) -> bool {
    matches!(kind, NameKind::State | NameKind::Capital | NameKind::City)
}

/// Whether a state's name is the whole country's and not a region's in it: the country's adjective or
/// capital bears the same name.
fn is_whole_country(lexicon: &Lexicon, sense: &Sense) -> bool {
    sense.kind == NameKind::State && !lexicon.names.origin(sense).0.ends_with("regions.tsv")
}

/// The sense of a place of the gazetteer.
fn sense(name: &str, country: &CompactString) -> Sense {
    Sense {
        kind: NameKind::City,
        name: name.to_owned(),
        actor: Some(Actor {
            head: country.clone(),
            role: None,
        }),
        office: None,
        id: None,
        from: None,
        to: None,
        org_kind: None,
        weak: false,
        origin: Origin {
            file: u32::MAX,
            line: 0,
        },
    }
}
