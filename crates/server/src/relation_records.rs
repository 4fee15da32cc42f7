//! The articles that tell of a relation, as a set of records.

use std::collections::BTreeSet;

use detente_archive::{Day, Filter, PageRequest, TermKind};
use detente_calendar::PartialDate;
use detente_dossier::RecordSet;
use detente_dossier::relation::RelationQuery;

use crate::desk::Looking;
use crate::error::ApiError;

/// Articles of each kind that are read at most: the newest of those that fit.
const MOST: usize = 1500;

/// The articles that a dossier on a relation is made of.
pub struct RelationRecords {
    /// Their records, all of them.
    pub set: RecordSet,
    /// Whether older articles were left out.
    pub cut: bool,
}

fn day(date: jiff::civil::Date) -> Day {
    Day::first(PartialDate::Day(date))
}

impl RelationRecords {
    /// Reads every article that tells of an act between the two, or of words or a position of either, by
    /// the date of what is told or of publication.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn read(looking: &Looking<'_>, query: &RelationQuery) -> Result<Self, ApiError> {
        let reader = looking.reader;
        let window = Filter {
            since: query.window.since.map(day),
            until: query.window.until.map(day),
            ..Filter::default().with(TermKind::Issue, query.issues.clone())
        };
        let (one, other) = (query.one.as_str(), query.other.as_str());
        let between = window.clone().between(one, other);
        let theirs = window.with(TermKind::Source, [one, other]);
        let page = PageRequest {
            limit: MOST,
            ..PageRequest::default()
        };
        let mut ids = BTreeSet::new();
        let mut cut = false;
        for filter in [&between, &theirs] {
            let found = reader.articles(filter, &page, None)?;
            cut |= found.next.is_some();
            ids.extend(found.items.into_iter().map(|row| row.id));
        }
        let events = reader.events(&between, &page, None)?;
        let quotes = reader.quotes(&theirs, &page, None)?;
        let positions = reader.positions(&theirs, &page, None)?;
        cut |= events.next.is_some() || quotes.next.is_some() || positions.next.is_some();
        ids.extend(events.items.into_iter().map(|listed| listed.article.id));
        ids.extend(quotes.items.into_iter().map(|listed| listed.article.id));
        ids.extend(positions.items.into_iter().map(|listed| listed.article.id));
        let mut set = RecordSet::collect();
        for id in ids {
            // An article that went away since is left out like any that never came.
            let Some(detail) = reader.article(&id)? else {
                continue;
            };
            set.article(detail.article);
            set.coding(detail.coding);
        }
        Ok(Self {
            set: set.finish(),
            cut,
        })
    }
}
