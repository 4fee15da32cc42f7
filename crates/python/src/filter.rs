//! Keyword arguments to the archive's filter; their names are those of the API (`docs/api.md`).

use std::collections::BTreeMap;

use detente_archive::{Day, Filter, TermKind};
use detente_calendar::PartialDate;
use pyo3::prelude::*;

use crate::errors;

/// The kinds that values are given for; pairs are given as `a` and `b`.
fn kinds() -> impl Iterator<Item = TermKind> {
    TermKind::ALL
        .into_iter()
        .filter(|kind| *kind != TermKind::Pair)
}

/// The filter that `given` asks for: of several values of one name any is enough, all names must hold.
pub fn filter(mut given: BTreeMap<String, Vec<String>>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for kind in kinds() {
        filter = filter.with(kind, given.remove(kind.name()).unwrap_or_default());
    }
    filter = match (one(&mut given, "a")?, one(&mut given, "b")?) {
        (Some(a), Some(b)) => filter.between(&a, &b),
        (Some(party), None) | (None, Some(party)) => filter.with(TermKind::Actor, [party]),
        (None, None) => filter,
    };
    filter.since = date(&mut given, "since")?.map(Day::first);
    filter.until = date(&mut given, "until")?.map(Day::last);
    filter.min_confidence = one(&mut given, "min_confidence")?
        .map(|share| {
            let share = share.parse().ok();
            share
                .filter(|share| (0.0..=1.0).contains(share))
                .ok_or_else(|| {
                    errors::argument("`min_confidence` is no share", "give a number from 0 to 1")
                })
        })
        .transpose()?;
    filter.q = one(&mut given, "q")?;
    filter.article = one(&mut given, "article")?;
    match given.into_keys().next() {
        None => Ok(filter),
        Some(name) => {
            let names: Vec<&str> = kinds().map(TermKind::name).collect();
            Err(errors::argument(
                format!("there is no filter `{name}`"),
                format!(
                    "give {}, a, b, since, until, min_confidence, q or article",
                    names.join(", ")
                ),
            ))
        }
    }
}

/// The one value of a name.
fn one(given: &mut BTreeMap<String, Vec<String>>, name: &str) -> PyResult<Option<String>> {
    match given.remove(name).as_deref() {
        None | Some([]) => Ok(None),
        Some([value]) => Ok(Some(value.clone())),
        Some(_) => Err(errors::argument(
            format!("`{name}` has several values"),
            "give one",
        )),
    }
}

fn date(given: &mut BTreeMap<String, Vec<String>>, name: &str) -> PyResult<Option<PartialDate>> {
    let Some(text) = one(given, name)? else {
        return Ok(None);
    };
    let date: Option<PartialDate> = text.parse().ok();
    date.filter(|date| date.year().is_some())
        .map(Some)
        .ok_or_else(|| {
            errors::argument(
                format!("`{name}={text}` is no date"),
                "write YYYY, YYYY-MM or YYYY-MM-DD",
            )
        })
}
