//! The filter as a query string.

use detente_archive::{Day, Filter, TermKind};
use detente_calendar::PartialDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::ApiError;
use crate::sections;

/// Most values of one parameter.
const MOST_VALUES: usize = 100;
/// Most bytes of one parameter.
const MOST_BYTES: usize = 4000;

/// What records are wanted. Different parameters must all hold; of several values parted by commas any
/// is enough.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct FilterQuery {
    /// An actor at either end: `RUS` (any role), `RUS:MIL`.
    pub actor: Option<String>,
    /// Who acts, speaks or takes a position.
    pub source: Option<String>,
    /// Towards whom.
    pub target: Option<String>,
    /// With `b`: what went on between the two, either way.
    pub a: Option<String>,
    /// The other of the two.
    pub b: Option<String>,
    /// CAMEO codes or beginnings of them.
    pub code: Option<String>,
    /// GDELT's quad class, 1 to 4.
    pub class: Option<String>,
    /// Ids of issues.
    pub issue: Option<String>,
    /// Ids of forums.
    pub forum: Option<String>,
    /// Ids of treaties and accords.
    pub agreement: Option<String>,
    /// Where it took place, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// `NAME|COUNTRY`, as `/places` gives it.
    pub place: Option<String>,
    /// A part of the world: an actor of it at either end.
    pub section: Option<String>,
    /// The medium. Commas belong to the name.
    pub outlet: Option<String>,
    /// The news agency. Commas belong to the name.
    pub agency: Option<String>,
    /// BCP 47 tag of the article's language.
    pub language: Option<String>,
    /// `current`, `background`, `planned`.
    pub status: Option<String>,
    /// Stances, of positions.
    pub stance: Option<String>,
    /// Full name, of quotes. Commas belong to the name.
    pub speaker: Option<String>,
    /// The rule that made an event.
    pub rule: Option<String>,
    /// First day: YYYY, YYYY-MM or YYYY-MM-DD.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Least measured confidence of events, 0 to 1.
    pub min_confidence: Option<f64>,
    /// Full text, in the search's notation.
    pub q: Option<String>,
    /// One article's id.
    pub article: Option<String>,
}

/// The values of a parameter; nothing where it is empty.
fn values(name: &str, text: Option<&String>, one: bool) -> Result<Vec<String>, ApiError> {
    let Some(text) = text else {
        return Ok(Vec::new());
    };
    let values: Vec<String> = if one {
        vec![text.trim().to_owned()]
    } else {
        text.split(',')
            .map(|value| value.trim().to_owned())
            .collect()
    };
    let values: Vec<String> = values
        .into_iter()
        .filter(|value| !value.is_empty())
        .collect();
    if values.len() > MOST_VALUES || text.len() > MOST_BYTES {
        return Err(ApiError::bad(
            format!("`{name}` has too many values"),
            format!("give at most {MOST_VALUES} values of {MOST_BYTES} characters together"),
        ));
    }
    Ok(values)
}

/// A date as a parameter tells it; nothing where it is empty.
///
/// # Errors
/// If it is no date with a year.
pub fn date(name: &str, text: Option<&String>) -> Result<Option<PartialDate>, ApiError> {
    let Some(text) = text.map(|text| text.trim()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let date: Option<PartialDate> = text
        .parse()
        .ok()
        .filter(|date: &PartialDate| date.year().is_some());
    date.map(Some).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        ApiError::bad(
            format!("`{name}={shown}` is no date"),
            "write YYYY, YYYY-MM or YYYY-MM-DD",
        )
    })
}

impl FilterQuery {
    /// The filter that the parameters ask for.
    ///
    /// # Errors
    /// If a parameter is no value of its kind.
    pub fn filter(&self) -> Result<Filter, ApiError> {
        let mut filter = Filter::default();
        // Commas belong to these.
        let names = [
            (TermKind::Place, &self.place),
            (TermKind::Outlet, &self.outlet),
            (TermKind::Agency, &self.agency),
            (TermKind::Speaker, &self.speaker),
        ];
        let lists = [
            (TermKind::Actor, &self.actor),
            (TermKind::Source, &self.source),
            (TermKind::Target, &self.target),
            (TermKind::Code, &self.code),
            (TermKind::Class, &self.class),
            (TermKind::Issue, &self.issue),
            (TermKind::Forum, &self.forum),
            (TermKind::Agreement, &self.agreement),
            (TermKind::Country, &self.country),
            (TermKind::Language, &self.language),
            (TermKind::Status, &self.status),
            (TermKind::Stance, &self.stance),
            (TermKind::Rule, &self.rule),
        ];
        for (kind, text) in names {
            filter = filter.with(kind, values(kind.name(), text.as_ref(), true)?);
        }
        for (kind, text) in lists {
            filter = filter.with(kind, values(kind.name(), text.as_ref(), false)?);
        }
        let section = values("section", self.section.as_ref(), false)?;
        if !section.is_empty() {
            filter = filter.with(TermKind::Actor, sections::heads(&section)?);
        }
        filter = match (given(self.a.as_ref()), given(self.b.as_ref())) {
            (Some(a), Some(b)) => filter.between(a, b),
            (Some(one), None) | (None, Some(one)) => filter.with(TermKind::Actor, [one]),
            (None, None) => filter,
        };
        filter.since = date("since", self.since.as_ref())?.map(Day::first);
        filter.until = date("until", self.until.as_ref())?.map(Day::last);
        filter.min_confidence = match self.min_confidence {
            Some(share) if !(0.0..=1.0).contains(&share) => {
                return Err(ApiError::bad(
                    "`min_confidence` is no share",
                    "write a number from 0 to 1",
                ));
            }
            share => share,
        };
        filter.q = given(self.q.as_ref()).map(str::to_owned);
        filter.article = given(self.article.as_ref()).map(str::to_owned);
        Ok(filter)
    }
}

/// A parameter that is there and not empty.
pub fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
