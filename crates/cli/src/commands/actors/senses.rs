//! The meanings of a name, and which of them a date chooses.

use std::collections::BTreeSet;
use std::fmt;

use detente_calendar::PartialDate;
use detente_lexicon::{NameKind, Sense, Tenure, best_sense};
use serde::Serialize;

use super::{Place, Places};

/// One meaning of a name.
#[derive(Debug, Clone, Serialize)]
pub struct Meaning {
    /// `person`, `state`, `forum` ….
    pub kind: &'static str,
    /// The full name.
    pub name: String,
    /// `HEAD` or `HEAD:ROLE`; absent for what never acts.
    pub actor: Option<String>,
    /// The CAMEO actor code.
    pub code: Option<String>,
    /// The office, for people.
    pub office: Option<String>,
    /// The id, for forums and agreements.
    pub id: Option<String>,
    /// What sort of body or thing it is.
    pub body: Option<String>,
    /// First and last day; open where absent.
    pub from: Option<PartialDate>,
    /// See `from`.
    pub to: Option<PartialDate>,
    /// Heads of the parties, for forums and agreements.
    pub parties: Vec<String>,
    /// When an agreement was signed.
    pub signed: Option<PartialDate>,
    /// When it came into force.
    pub in_force: Option<PartialDate>,
    /// When it ended.
    pub ended: Option<PartialDate>,
    /// Counts only where a title or the full name stands by it.
    pub weak: bool,
    /// How it stands to the date: `held`, `recent`, `soon`, `former`, `later`.
    pub tenure: Option<&'static str>,
    /// Whether it is the one that the date chooses.
    pub chosen: bool,
    /// Where the row stands.
    #[serde(flatten)]
    place: Option<Place>,
}

/// All that a name may mean.
#[derive(Debug, Clone)]
pub struct Answer {
    name: String,
    on: Option<PartialDate>,
    /// The meanings: the candidates in the order of the files, each with all its offices.
    pub meanings: Vec<Meaning>,
    /// Why the chosen one was chosen.
    pub why: Option<String>,
    /// Roles of the nouns that the name is.
    pub roles: Vec<String>,
}

impl Answer {
    /// Looks `name` up.
    pub fn of(places: &Places, name: &str, on: Option<PartialDate>) -> Self {
        let lexicon = places.lexicon;
        let mut senses: Vec<&Sense> = lexicon
            .names
            .lookup(name)
            .into_iter()
            .flat_map(|found| lexicon.names.senses(found))
            .collect();
        let mut choice = best_sense(senses.iter().copied(), on);
        if senses.is_empty() {
            // An id or code names one thing or all of a country: there is nothing to choose.
            senses = of_id(places, name);
            choice = None;
        }
        let mut seen = BTreeSet::new();
        let mut meanings = Vec::new();
        for sense in &senses {
            let is_person = matches!(sense.kind, NameKind::Person | NameKind::Surname);
            let offices = is_person.then(|| lexicon.names.offices_of(&sense.name));
            for row in std::iter::once(*sense).chain(offices.into_iter().flatten()) {
                let origin = (row.origin.file, row.origin.line);
                // A family name and the full name come from the same row; a country's names too.
                let kind = if is_person {
                    NameKind::Person
                } else {
                    row.kind
                };
                if seen.insert((origin, kind)) {
                    let chosen = choice.is_some_and(|choice| {
                        choice.sense.origin == row.origin
                            && (is_person || choice.sense.kind == kind)
                    });
                    let weak = sense.weak;
                    meanings.push(meaning(places, row, on, chosen, weak));
                }
            }
        }
        meanings.sort_by(|a, b| {
            (&a.name, a.kind, begin(a.from)).cmp(&(&b.name, b.kind, begin(b.from)))
        });
        let why = choice.map(|choice| reason(&senses, choice.sense, choice.tenure, on));
        let lower = name.to_lowercase();
        let roles = lexicon
            .roles
            .all()
            .iter()
            .filter(|noun| noun.noun == lower)
            .map(|noun| format!("{} ({})", noun.role, noun.sort.as_str()))
            .collect();
        Self {
            name: name.to_owned(),
            on,
            meanings,
            why,
            roles,
        }
    }

    /// Whether the name means nothing.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty() && self.roles.is_empty()
    }

    /// The different people, states and bodies that the name may mean.
    fn candidates(&self) -> BTreeSet<(&str, bool)> {
        self.meanings
            .iter()
            .map(|meaning| (meaning.name.as_str(), meaning.kind == "person"))
            .collect()
    }
}

/// The forum or agreement of an id, the country or body of a code.
fn of_id<'a>(places: &'a Places, id: &str) -> Vec<&'a Sense> {
    let is_named = |sense: &&Sense| {
        let is_body = matches!(sense.kind, NameKind::State | NameKind::Organisation);
        let head = sense.actor.as_ref().filter(|_| is_body);
        sense.id.as_deref() == Some(id) || head.is_some_and(|actor| actor.head == id)
    };
    places.lexicon.names.all().iter().filter(is_named).collect()
}

/// The first day of a term, those without one first.
fn begin(from: Option<PartialDate>) -> impl Ord {
    from.and_then(PartialDate::first_day)
}

fn meaning(
    places: &Places,
    sense: &Sense,
    on: Option<PartialDate>,
    chosen: bool,
    weak: bool,
) -> Meaning {
    let lexicon = places.lexicon;
    let id = sense.id.as_deref();
    let forum = id.and_then(|id| lexicon.forum(id));
    let agreement = id
        .filter(|_| sense.kind == NameKind::Agreement)
        .and_then(|id| lexicon.agreement(id));
    let parties = match (forum, agreement) {
        (_, Some(agreement)) => agreement.parties.clone(),
        (Some(forum), None) => forum.parties.clone(),
        (None, None) => Vec::new(),
    };
    let kind = if sense.kind == NameKind::Surname {
        NameKind::Person
    } else {
        sense.kind
    };
    Meaning {
        kind: kind.as_str(),
        name: sense.name.clone(),
        actor: sense.actor.as_ref().map(ToString::to_string),
        code: sense.actor.as_ref().map(|actor| actor.code().to_string()),
        office: sense.office.clone(),
        id: sense.id.clone(),
        body: sense.org_kind.clone(),
        from: sense.from,
        to: sense.to,
        parties,
        signed: agreement.and_then(|agreement| agreement.signed),
        in_force: agreement.and_then(|agreement| agreement.in_force),
        ended: agreement.and_then(|agreement| agreement.ended),
        weak,
        tenure: on.map(|date| tenure_name(sense.tenure(date))),
        chosen,
        place: places.of(sense),
    }
}

fn tenure_name(tenure: Tenure) -> &'static str {
    match tenure {
        Tenure::Held => "held",
        Tenure::Recent => "recent",
        Tenure::Soon => "soon",
        Tenure::Former => "former",
        Tenure::Later => "later",
    }
}

/// Why `chosen` goes before the other senses.
fn reason(senses: &[&Sense], chosen: &Sense, tenure: Tenure, on: Option<PartialDate>) -> String {
    let others: Vec<&Sense> = senses
        .iter()
        .copied()
        .filter(|sense| sense.origin != chosen.origin)
        .collect();
    if others.is_empty() && on.is_none() {
        return "it is the only meaning".to_owned();
    }
    let next = best_sense(others.iter().copied(), on);
    let mut words = match (on, tenure) {
        (None, _) if chosen.to.is_none() => "it has no end, and no date was given".to_owned(),
        (None, _) => "it is the last one, and no date was given".to_owned(),
        (Some(date), Tenure::Held) if chosen.from.is_none() && chosen.to.is_none() => {
            format!("it holds at any time, {date} too")
        }
        (Some(date), Tenure::Held) => format!("held on {date}"),
        (Some(date), Tenure::Recent) => {
            format!("ended less than 90 days before {date}: it still counts")
        }
        (Some(date), Tenure::Soon) => {
            format!("begins within 90 days of {date}, and nothing was held then")
        }
        (Some(date), Tenure::Former) => {
            format!("the last one that ended before {date}: a former holder acts for nobody then")
        }
        (Some(date), Tenure::Later) => {
            format!("begins long after {date}, and nothing was held then")
        }
    };
    if let Some(next) = next.filter(|next| next.tenure == tenure) {
        let against = next.sense.office.as_deref().unwrap_or(&next.sense.name);
        let rule = if chosen.weak != next.sense.weak {
            "the other needs a title or the full name beside it"
        } else if tenure == Tenure::Held && on.is_some() {
            "the more prominent office goes first, then the one that began last"
        } else {
            "of several such the latest goes first"
        };
        words = format!("{words}; before {against}, as {rule}");
    }
    words
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let candidates = self.candidates();
        write!(f, "{}", self.name)?;
        if let Some(on) = self.on {
            write!(f, " on {on}")?;
        }
        if candidates.len() > 1 {
            write!(f, " may mean {} things", candidates.len())?;
        }
        for meaning in &self.meanings {
            write!(f, "\n{meaning}")?;
        }
        for role in &self.roles {
            write!(f, "\n  role         {role}")?;
        }
        if let Some(why) = &self.why {
            write!(f, "\nchosen: {why}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.chosen { "→" } else { " " };
        write!(f, "{mark} {:12} {}", self.kind, self.name)?;
        if let (Some(actor), Some(code)) = (&self.actor, &self.code) {
            write!(f, "  {actor} ({code})")?;
        }
        for part in [&self.office, &self.id, &self.body].into_iter().flatten() {
            write!(f, "  {part}")?;
        }
        let day = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        if self.from.is_some() || self.to.is_some() {
            write!(f, "  {} – {}", day(self.from), day(self.to))?;
        }
        if let Some(tenure) = self.tenure.filter(|tenure| *tenure != "held") {
            write!(f, "  {tenure}")?;
        }
        if self.weak {
            write!(f, "  only with a title or the full name")?;
        }
        for (name, date) in [
            ("signed", self.signed),
            ("in force", self.in_force),
            ("ended", self.ended),
        ] {
            if let Some(date) = date {
                write!(f, "  {name} {date}")?;
            }
        }
        if !self.parties.is_empty() {
            write!(f, "\n               parties: {}", self.parties.join(" "))?;
        }
        if let Some(place) = &self.place {
            write!(f, "\n               {place}")?;
        }
        Ok(())
    }
}
