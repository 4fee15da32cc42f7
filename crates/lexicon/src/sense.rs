//! What a name may mean, and the choice among its meanings by date.

use detente_calendar::PartialDate;
use jiff::civil::Date;

use crate::actor::{Actor, Role};

mod packed;

/// What sort of name it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// A country: "Russia", "Soviet Union".
    State,
    /// A country's adjective: "Russian".
    Adjective,
    /// A country's people: "Russians".
    People,
    /// A capital, which may stand for the government: "Moscow".
    Capital,
    /// Another city, town, camp or base: a place, never the government.
    City,
    /// An organisation or armed group: "NATO", "Taliban".
    Organisation,
    /// A part of a state or organisation: "Kremlin", "State Duma".
    Institution,
    /// A person by a full name or an alias: "Dmitry Medvedev".
    Person,
    /// A person by the family name alone, derived from the full name: "Medvedev".
    Surname,
    /// A forum, which is never an actor: "Russia-NATO Council".
    Forum,
    /// A treaty or agreement, which is never an actor: "New START".
    Agreement,
    /// A sea, region, war, contest or thing, which is never an actor: "South China Sea".
    NonActor,
}

impl NameKind {
    /// The kind in lower case, as `detente lexicon show` prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Adjective => "adjective",
            Self::People => "people",
            Self::Capital => "capital",
            Self::City => "city",
            Self::Organisation => "organisation",
            Self::Institution => "institution",
            Self::Person => "person",
            Self::Surname => "surname",
            Self::Forum => "forum",
            Self::Agreement => "agreement",
            Self::NonActor => "non-actor",
        }
    }
}

/// The row that a sense comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Origin {
    /// Index of the file; [`Names::origin`](crate::Names::origin) gives its path.
    pub file: u32,
    /// Line in the file, from 1.
    pub line: u32,
}

/// One meaning of a name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sense {
    /// What sort of name it is.
    pub kind: NameKind,
    /// The canonical name: "Dmitry Medvedev" for "Medvedev", "Russia" for "Russians".
    pub name: String,
    /// Who acts. The kinds of a country and its places carry the bare country (`RUS`), an organisation its bare
    /// head; institutions and people carry the role of their row. `None` for forums, agreements and
    /// what never acts.
    #[serde(with = "packed::actor")]
    pub actor: Option<Actor>,
    /// The office as the row words it, for people.
    pub office: Option<String>,
    /// The id, for forums and agreements.
    pub id: Option<String>,
    /// First day of the office or of the name; open where absent.
    #[serde(with = "packed::date")]
    pub from: Option<PartialDate>,
    /// Last day of the office or of the name; open where absent.
    #[serde(with = "packed::date")]
    pub to: Option<PartialDate>,
    /// The `kind` column of organisations, institutions and non-actors: `igo`, `ministry`, `media` …
    pub org_kind: Option<String>,
    /// A family name that is also an everyday word, a place or a given name ("May", "Bush", "Jordan"):
    /// to be trusted only where a title or the full name stands by it.
    pub weak: bool,
    /// The row it comes from.
    pub origin: Origin,
}

impl Sense {
    /// Whether it is the office of a head of state, of government or of a body, whom papers call by the family name alone long after.
    pub fn is_prominent(&self) -> bool {
        self.office.is_some() && prominence(self) == 0
    }

    /// How the sense stands to `date`.
    pub fn tenure(&self, date: PartialDate) -> Tenure {
        let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else {
            return Tenure::Held;
        };
        if let Some(to) = self.to.and_then(PartialDate::last_day)
            && to < first
        {
            let days = days_between(to, first);
            return if days <= REPORTED_DAYS {
                // What is reported today was done by who held the office then.
                Tenure::Held
            } else if days <= WINDOW_DAYS {
                Tenure::Recent
            } else {
                Tenure::Former
            };
        }
        if let Some(from) = self.from.and_then(PartialDate::first_day)
            && last < from
        {
            let days = days_between(last, from);
            return if days <= WINDOW_DAYS {
                Tenure::Soon
            } else {
                Tenure::Later
            };
        }
        Tenure::Held
    }
}

/// Days around an office's term within which its holder still counts, or counts already, as near:
/// handovers, elections and appointments are in the news before and after their day.
pub const WINDOW_DAYS: i32 = 90;

/// Days after an office's end within which reports still tell of what its holder did in it.
pub const REPORTED_DAYS: i32 = 2;

/// How an office, or a name's time of use, stands to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tenure {
    /// Held on the date, or undated.
    Held,
    /// Ended at most [`WINDOW_DAYS`] before.
    Recent,
    /// Begins at most [`WINDOW_DAYS`] after.
    Soon,
    /// Ended longer before: the person is a former holder.
    Former,
    /// Begins longer after.
    Later,
}

impl Tenure {
    /// Whether the sense may speak for its actor on the date: held, or just ended.
    pub fn is_current(self) -> bool {
        matches!(self, Self::Held | Self::Recent)
    }
}

/// A sense chosen by [`best_sense`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The sense.
    pub sense: &'a Sense,
    /// How it stands to the date asked for.
    pub tenure: Tenure,
}

fn days_between(earlier: Date, later: Date) -> i32 {
    (later - earlier).get_days()
}

/// The sense that fits `date` best: one held on the date before one that just ended, before one about
/// to begin, before the last one that ended (flagged [`Tenure::Former`]), before one far ahead. Among
/// equals a strong name goes before a weak one; among offices held, a head of state or government
/// before a minister before others; then the one that began last (of those that ended, ended last);
/// then the order given. Without a date, the open-ended or latest one.
///
/// ```
/// use detente_lexicon::{Lexicon, LexiconSource, SourceFile, Tenure, best_sense};
/// let people = "person\taliases\toffice\tactor\tfrom\tto\tsource\n\
///     Anders Fogh Rasmussen\t\tprime minister\tDNK:GOV\t2001-11-27\t2009-04-05\tx\n\
///     Anders Fogh Rasmussen\t\tsecretary general\tEU\t2009-08-01\t2014-09-30\tx\n";
/// let organisations = "id\tname\taliases\tkind\tfrom\tto\tsource\nEU\tEuropean Union\t\tigo\t\t\tx\n";
/// let files = vec![
///     SourceFile::new("people/denmark.tsv", people),
///     SourceFile::new("organisations/igo.tsv", organisations),
/// ];
/// let (lexicon, _) = Lexicon::load(&LexiconSource { files });
/// let found = lexicon.names.longest_at(&["Rasmussen", "said"], 0).unwrap();
/// let choice = best_sense(lexicon.names.senses(found), "2008-05-01".parse().ok()).unwrap();
/// assert_eq!(choice.sense.actor.as_ref().unwrap().to_string(), "DNK:GOV");
/// assert_eq!(choice.tenure, Tenure::Held);
/// ```
pub fn best_sense<'a>(
    senses: impl IntoIterator<Item = &'a Sense>,
    date: Option<PartialDate>,
) -> Option<Choice<'a>> {
    senses
        .into_iter()
        .map(|sense| {
            let tenure = match date {
                Some(date) => sense.tenure(date),
                None if sense.to.is_none() => Tenure::Held,
                None => Tenure::Former,
            };
            (rank(sense, tenure), Choice { sense, tenure })
        })
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, choice)| choice)
}

/// Smaller is better; see [`best_sense`].
fn rank(sense: &Sense, tenure: Tenure) -> (Tenure, bool, u8, i64) {
    let day = |date: Option<PartialDate>| {
        date.and_then(PartialDate::first_day).map_or(0, |d| {
            i64::from(d.year()) * 400 + i64::from(d.day_of_year())
        })
    };
    let recency = match tenure {
        Tenure::Recent | Tenure::Former => -day(sense.to),
        Tenure::Held => -day(sense.from),
        Tenure::Soon | Tenure::Later => day(sense.from),
    };
    let prominence = if tenure == Tenure::Held {
        prominence(sense)
    } else {
        0
    };
    (tenure, sense.weak, prominence, recency)
}

/// How prominent an office is, 0 most: of two people of one name, papers mean the more prominent.
fn prominence(sense: &Sense) -> u8 {
    let Some(office) = sense.office.as_deref().map(str::to_lowercase) else {
        return 0;
    };
    // On the day of a fall the office that was lost is meant before what its holder is from then on.
    if sense
        .actor
        .as_ref()
        .is_some_and(|actor| matches!(actor.role, Some(Role::OPP | Role::CVL)))
    {
        return 3;
    }
    match office.as_str() {
        "president" | "prime minister" | "premier" | "chancellor" | "king" | "queen"
        | "emperor" | "supreme leader" | "leader" | "general secretary" | "secretary-general"
        | "pope" | "crown prince" | "emir" | "sultan" => 0,
        "foreign minister"
        | "secretary of state"
        | "foreign secretary"
        | "vice president"
        | "defence minister"
        | "secretary of defense"
        | "defence secretary"
        | "director-general" => 1,
        _ if office.ends_with("minister") || office.starts_with("secretary") => 2,
        _ => 3,
    }
}
