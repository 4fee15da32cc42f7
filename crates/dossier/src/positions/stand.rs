//! A stand: one stance held over some time, with every statement of it.

use detente_calendar::PartialDate;
use detente_coding::record::{Position, Stance};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::RecordSet;

/// One position, with what is needed to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The position's id.
    pub position: String,
    /// The article's id.
    pub article: String,
    /// The article's medium.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<PartialDate>,
    /// When the position was taken, else the date of publication.
    pub date: Option<PartialDate>,
    /// Whose position, with the role.
    pub actor: String,
    /// The issue.
    pub issue: String,
    /// The stance.
    pub stance: Stance,
    /// Towards whom, if the words say so.
    pub towards: Option<String>,
    /// The words of the condition.
    pub condition: Option<String>,
    /// Who said it, where it comes from a quote whose speaker is told.
    pub speaker: Option<String>,
    /// The words that prove it, the first piece of evidence.
    pub words: String,
    /// The quote it comes from.
    pub quote: Option<String>,
    /// The event it comes from.
    pub event: Option<String>,
}

impl Statement {
    /// A position of a set as a statement.
    pub fn of(set: &RecordSet, position: &Position) -> Self {
        let article = set.article(&position.article);
        let published = article.and_then(|article| article.published);
        let speaker = position
            .quote
            .as_deref()
            .and_then(|quote| set.quote(quote)?.speaker.as_ref())
            .map(|speaker| speaker.name.clone());
        Self {
            position: position.id.clone(),
            article: position.article.clone(),
            outlet: article.and_then(|article| article.outlet.clone()),
            published,
            date: position.date.or(published),
            actor: position.actor.clone(),
            issue: position.issue.clone(),
            stance: position.stance,
            towards: position.towards.clone(),
            condition: position.condition.clone(),
            speaker,
            words: position
                .evidence
                .first()
                .map(|evidence| evidence.text.clone())
                .unwrap_or_default(),
            quote: position.quote.clone(),
            event: position.event.clone(),
        }
    }

    /// The earliest and latest day it may be of; `None` without a date or a year.
    pub fn days(&self) -> Option<(Date, Date)> {
        let date = self.date?;
        Some((date.first_day()?, date.last_day()?))
    }

    /// Whose voice it is: the actor with its role, and the speaker where told.
    pub fn voice(&self) -> (&str, Option<&str>) {
        (&self.actor, self.speaker.as_deref())
    }
}

/// One stance of one actor with one role, said once or again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Who stands there, with the role.
    pub actor: String,
    /// The issue.
    pub issue: String,
    /// The stance.
    pub stance: Stance,
    /// Towards whom, if the words say so.
    pub towards: Option<String>,
    /// The earliest date of a statement.
    pub first: Option<PartialDate>,
    /// The latest date of a statement.
    pub last: Option<PartialDate>,
    /// All statements in time.
    pub statements: Vec<Statement>,
}

impl Stand {
    /// A stand said once.
    pub fn of(statement: Statement) -> Self {
        Self {
            actor: statement.actor.clone(),
            issue: statement.issue.clone(),
            stance: statement.stance,
            towards: statement.towards.clone(),
            first: statement.date,
            last: statement.date,
            statements: vec![statement],
        }
    }

    /// Adds a restatement, which is not earlier than the others.
    pub fn restate(&mut self, statement: Statement) {
        self.last = statement.date;
        self.statements.push(statement);
    }
}
