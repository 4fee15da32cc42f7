use detente_coding::record::{Cue, Event, Span, Stance};
use proptest::prelude::*;

use super::*;
use crate::knowledge::PlainNames;
use crate::record_set::ArticleHead;
use crate::testing::{Made, event, said};
use crate::{RecordSet, record_set::Collector, relation::RelationQuery};

const TEXT: &str = "Russia met NATO in Oslo. It went well. Anna Vetrova was blunt. \"NATO must drop the shield,\" she said. Nothing else was told.";

fn names() -> PlainNames {
    let list = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    PlainNames {
        actors: [
            ("RUS".to_owned(), list(&["Russia", "RUS"])),
            ("NATO".to_owned(), list(&["NATO"])),
        ]
        .into(),
        issues: [("shield".to_owned(), list(&["Missile shield", "shield"]))].into(),
    }
}

fn article(text: &str) -> ArticleHead {
    ArticleHead {
        id: "a".to_owned(),
        title: Some("Talks <b>".to_owned()),
        outlet: Some("Oslo Courier".to_owned()),
        url: Some("javascript:alert(1)".to_owned()),
        input: "x".to_owned(),
        published: "2011-10-26".parse().ok(),
        text: text.to_owned(),
    }
}

fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap();
    let start = text[..at].chars().count() as u32;
    Span {
        start,
        end: start + words.chars().count() as u32,
    }
}

fn set() -> RecordSet {
    collected().finish()
}

fn collected() -> Collector {
    let mut all = RecordSet::collect();
    all.article(article(TEXT));
    for (source, target) in [("RUS:GOV", "NATO"), ("NATO", "RUS:GOV")] {
        let mut met = event(&Made {
            article: "a",
            source,
            code: "040",
            target,
            date: "2011-10-25",
            goldstein: None,
        });
        let place = span(TEXT, "met");
        (met.evidence[0].start, met.evidence[0].end) = (place.start, place.end);
        all.event(met);
    }
    // An event whose words name nobody is not told.
    let mut vague = event(&Made {
        article: "a",
        source: "RUS:GOV",
        code: "112",
        target: "NATO",
        date: "2011-10-25",
        goldstein: None,
    });
    let place = span(TEXT, "Nothing else");
    (vague.evidence[0].start, vague.evidence[0].end) = (place.start, place.end);
    vague.target.actor = "USA:GOV".to_owned();
    all.event(vague);
    let (mut position, mut quote) = said(
        "a",
        "RUS:GOV",
        "Anna Vetrova",
        "shield",
        Stance::Demands,
        "2011-10-26",
    );
    let place = span(TEXT, "NATO must drop the shield");
    (quote.start, quote.end) = (place.start, place.end);
    quote.content = "NATO must drop the shield".to_owned();
    let cue = span(TEXT, "said");
    quote.cue = Some(Cue {
        text: "said".to_owned(),
        start: cue.start,
        end: cue.end,
    });
    if let Some(speaker) = &mut quote.speaker {
        let she = span(TEXT, "she");
        (speaker.start, speaker.end) = (she.start, she.end);
    }
    (position.evidence[0].start, position.evidence[0].end) = (place.start, place.end);
    position.towards = Some("NATO".to_owned());
    all.position(position);
    all.quote(quote);
    all
}

fn made(set: &RecordSet) -> Brief {
    brief(
        set,
        &BriefQuery::of(RelationQuery::between("RUS", "NATO")),
        &names(),
    )
}

#[test]
fn words_are_quoted_with_the_name_they_stand_for() {
    let found = made(&set());
    let acts = &found.sections[0].items;
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].said[0].words.text(), "Russia met NATO in Oslo.");
    assert_eq!(
        acts[0].coding,
        "NATO ↔ Russia · meet (040) · 25 October 2011"
    );
    let quotes = &found.sections[1].items;
    assert_eq!(
        quotes[0].said[0].words.text(),
        "Anna Vetrova was blunt. \"NATO must drop the shield,\" she said."
    );
    assert_eq!(found.sections[2].items.len(), 1);
    // The demand stands above.
    assert!(found.sections[4].items.is_empty());
    assert_eq!(
        found.sections[4].notes,
        ["Open too: 1 of the stands told above that demand, offer or set a condition."]
    );
}

#[test]
fn a_sentence_of_two_acts_is_quoted_once() {
    let mut all = collected();
    let mut agreed = event(&Made {
        article: "a",
        source: "RUS:GOV",
        code: "057",
        target: "NATO",
        date: "2011-10-25",
        goldstein: None,
    });
    let place = span(TEXT, "met");
    (agreed.evidence[0].start, agreed.evidence[0].end) = (place.start, place.end);
    all.event(agreed);
    let found = made(&all.finish());
    let acts = &found.sections[0].items;
    assert_eq!(acts.len(), 1);
    assert_eq!(
        acts[0].coding,
        "NATO ↔ Russia · meet (040) · 25 October 2011; Russia → NATO · sign an agreement (057) · 25 October 2011"
    );
}

#[test]
fn what_the_words_do_not_bear_out_is_counted() {
    let mut query = BriefQuery::of(RelationQuery::between("RUS", "USA"));
    query.items = 5;
    let found = brief(&set(), &query, &names());
    assert!(found.sections[0].items.is_empty());
    assert!(
        found.sections[0].notes[0].starts_with("1 left out"),
        "{:?}",
        found.sections[0].notes
    );
}

/// The meeting of Russia and NATO that `text` tells with "met".
fn meeting(text: &str) -> Event {
    let mut met = event(&Made {
        article: "a",
        source: "RUS:GOV",
        code: "040",
        target: "NATO",
        date: "2011-10-25",
        goldstein: None,
    });
    let place = span(text, "met");
    (met.evidence[0].start, met.evidence[0].end) = (place.start, place.end);
    met
}

/// What a briefing tells of one meeting that is changed by `change`.
fn told_of(change: impl Fn(&mut Event)) -> Vec<String> {
    let mut all = RecordSet::collect();
    all.article(article(TEXT));
    let mut met = meeting(TEXT);
    change(&mut met);
    all.event(met);
    let acts = made(&all.finish()).sections.swap_remove(0).items;
    acts.into_iter().map(|item| item.coding).collect()
}

#[test]
fn what_is_doubtful_is_not_told() {
    assert_eq!(
        told_of(|_| ()),
        ["Russia → NATO · meet (040) · 25 October 2011"]
    );
    assert!(told_of(|event| event.confidence = Some(0.6)).is_empty());
    let officials = |event: &mut Event| {
        "two officials".clone_into(&mut event.source.name);
        "two officials".clone_into(&mut event.source.mention);
    };
    assert!(told_of(officials).is_empty());
}

#[test]
fn a_day_is_told_where_the_text_tells_one() {
    // The day of publication stands before the words.
    let published = |event: &mut Event| event.date = "2011-10-26".parse().ok();
    assert_eq!(told_of(published), ["Russia → NATO · meet (040)"]);
    let by_an_end = |event: &mut Event| {
        published(event);
        event.reported_by = Some(event.source.name.clone());
    };
    assert_eq!(told_of(by_an_end), ["Russia → NATO · meet (040)"]);
}

#[test]
fn documents_hold_no_mark_of_the_articles() {
    let text = "Russia met NATO <script>alert(1)</script> [x](javascript:y) *now* \u{202e}evil.";
    let mut all = RecordSet::collect();
    all.article(article(text));
    all.event(meeting(text));
    let found = made(&all.finish());
    let (page, text) = (html(&found), markdown(&found));
    for written in [&page, &text] {
        assert!(
            !written.contains("<script")
                && !written.contains('\u{202e}')
                && !written.contains("<b>"),
            "{written}"
        );
        assert!(!written.contains("href=\"javascript"), "{written}");
    }
    assert!(text.contains("\\[x\\](javascript:y) \\*now\\*"), "{text}");
}

#[test]
fn nothing_is_said_of_nothing() {
    let found = made(&RecordSet::collect().finish());
    assert!(found.references.is_empty());
    assert!(
        found
            .sections
            .iter()
            .all(|section| section.items.is_empty() && section.notes.is_empty())
    );
    assert!(html(&found).contains("Nothing in the record."));
}

proptest! {
    /// Whatever the offsets say, what is quoted stands in the article and every number has its reference.
    #[test]
    fn what_is_quoted_stands_there(start in 0u32..200, len in 0u32..60, speaker in 0u32..200) {
        let mut all = RecordSet::collect();
        all.article(article(TEXT));
        let mut met = event(&Made { article: "a", source: "RUS:GOV", code: "040", target: "NATO", date: "2011-10-25", goldstein: None });
        (met.evidence[0].start, met.evidence[0].end) = (start, start + len);
        all.event(met);
        let (position, mut quote) = said("a", "RUS:GOV", "Anna Vetrova", "shield", Stance::Demands, "2011-10-26");
        (quote.start, quote.end) = (start, start + len);
        quote.content = "NATO".to_owned();
        if let Some(who) = &mut quote.speaker {
            (who.start, who.end) = (speaker, speaker + 3);
        }
        all.position(position);
        all.quote(quote);
        let found = made(&all.finish());
        for reference in &found.references {
            prop_assert!(TEXT.contains(&reference.words.text()));
        }
        for cited in found.sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.said) {
            let reference = &found.references[cited.reference - 1].words;
            // Records of one stretch may code different parts of it.
            prop_assert_eq!(reference.text(), cited.words.text());
            prop_assert_eq!((reference.start, reference.end), (cited.words.start, cited.words.end));
        }
    }
}
