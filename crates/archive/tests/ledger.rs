//! What is put in comes out, once, and lists agree with a plain count over the records.

mod support;

use detente_archive::{Archive, Day, Family, Filter, Intake, PageRequest, Put, TermKind};
use detente_formats::Coded;
use support::{coded, provenance};

const ARTICLES: usize = 240;

fn filled() -> (tempfile::TempDir, Archive, Vec<Coded>) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let all: Vec<Coded> = (0..ARTICLES).map(|n| coded(n, 0)).collect();
    let mut writer = archive.writer().unwrap();
    for batch in all.chunks(37) {
        writer.put(batch, &provenance(0)).unwrap();
    }
    writer.catch_up().unwrap();
    (folder, archive, all)
}

#[test]
fn an_article_comes_out_as_it_went_in() {
    let (_folder, archive, all) = filled();
    let reader = archive.reader().unwrap();
    for one in &all {
        let found = reader.article(&one.article.id).unwrap().unwrap();
        assert_eq!((&found.article, &found.coding), (&one.article, &one.coding));
        assert_eq!(found.coded_by, provenance(0));
    }
    assert_eq!(reader.article("no such").unwrap(), None);
    assert!(archive.verify().unwrap().is_sound());
}

#[test]
fn an_intake_does_what_the_writer_does() {
    let (_folder, archive, all) = filled();
    let other = tempfile::tempdir().unwrap();
    let taken = Archive::at(other.path().join("a"));
    for added in [ARTICLES as u64, 0] {
        let mut intake = Intake::new(taken.writer().unwrap(), provenance(0));
        for one in &all {
            intake.take(one.clone()).unwrap();
        }
        let put = intake.close().unwrap();
        assert_eq!((put.added, put.unchanged), (added, ARTICLES as u64 - added));
    }
    let verified = taken.verify().unwrap();
    assert!(verified.is_sound() && !verified.index_behind);
    let (one, other) = (archive.reader().unwrap(), taken.reader().unwrap());
    assert_eq!(one.totals().unwrap(), other.totals().unwrap());
    for article in &all {
        let id = &article.article.id;
        assert_eq!(one.article(id).unwrap(), other.article(id).unwrap());
        assert!(other.story_of(id).unwrap().is_some());
    }
    // What was not closed leaves the archive free.
    drop(Intake::new(taken.writer().unwrap(), provenance(0)));
    assert!(taken.writer().is_ok());
}

#[test]
fn articles_without_a_headline_show_their_first_words() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut untitled = coded(1, 0);
    untitled.article.title = None;
    let id = untitled.article.id.clone();
    let mut writer = archive.writer().unwrap();
    writer
        .put(&[untitled, coded(2, 0)], &provenance(0))
        .unwrap();
    let reader = archive.reader().unwrap();
    let lead = reader.article_by_id(&id).unwrap().unwrap().lead.unwrap();
    assert!(
        lead.starts_with("Envoys number 1 met in Brussels") && lead.ends_with('…'),
        "{lead}"
    );
    assert_eq!(
        reader.article_by_id("article/2").unwrap().unwrap().lead,
        None
    );
}

#[test]
fn putting_in_twice_changes_nothing_and_another_coding_replaces() {
    let (_folder, archive, all) = filled();
    let mut writer = archive.writer().unwrap();
    let seq = archive.reader().unwrap().seq().unwrap();
    assert_eq!(
        writer.put(&all, &provenance(0)).unwrap(),
        Put {
            unchanged: ARTICLES as u64,
            ..Put::default()
        }
    );
    assert_eq!(archive.reader().unwrap().seq().unwrap(), seq);
    let again: Vec<Coded> = (0..50).map(|n| coded(n, 1)).collect();
    assert_eq!(
        writer.put(&again, &provenance(1)).unwrap(),
        Put {
            replaced: 50,
            ..Put::default()
        }
    );
    writer.catch_up().unwrap();
    drop(writer);
    let reader = archive.reader().unwrap();
    assert_eq!(reader.totals().unwrap().articles, ARTICLES as u64);
    let found = reader.article("article/3").unwrap().unwrap();
    assert_eq!(
        (found.coding, found.coded_by),
        (coded(3, 1).coding, provenance(1))
    );
    let verified = archive.verify().unwrap();
    assert_eq!(verified.faults, Vec::<String>::new());
    assert!(!verified.index_behind);
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let (_folder, archive, _) = filled();
    let _writer = archive.writer().unwrap();
    assert!(matches!(
        archive.writer(),
        Err(detente_archive::ArchiveError::Busy(_))
    ));
    assert!(archive.reader().is_ok());
}

/// Filters with the events that they should fit, told by the records alone.
#[expect(clippy::type_complexity, reason = "told once, here")]
fn cases() -> Vec<(Filter, Box<dyn Fn(&detente_coding::record::Event) -> bool>)> {
    fn head(actor: &str) -> &str {
        actor.split(':').next().unwrap_or_default()
    }
    vec![
        (Filter::default(), Box::new(|_| true)),
        (
            Filter::default().with(TermKind::Actor, ["RUS"]),
            Box::new(|e| head(&e.source.actor) == "RUS" || head(&e.target.actor) == "RUS"),
        ),
        (
            Filter::default().with(TermKind::Source, ["RUS:MIL", "EU"]),
            Box::new(|e| ["RUS:MIL", "EU"].contains(&e.source.actor.as_str())),
        ),
        (
            Filter::default().between("RUS", "NATO"),
            Box::new(|e| {
                let ends = [head(&e.source.actor), head(&e.target.actor)];
                ends == ["RUS", "NATO"] || ends == ["NATO", "RUS"]
            }),
        ),
        (
            Filter::default()
                .between("RUS:MIL", "EU")
                .with(TermKind::Class, ["1", "3"]),
            Box::new(|e| {
                let ends = [e.source.actor.as_str(), e.target.actor.as_str()];
                (ends == ["RUS:MIL", "EU"] || ends == ["EU", "RUS:MIL"])
                    && [1, 3].contains(&e.quad.class)
            }),
        ),
        (
            Filter {
                since: Some(Day(20_090_301)),
                until: Some(Day(20_091_130)),
                ..Filter::default().with(TermKind::Code, ["04"])
            },
            Box::new(|e| {
                let day = e.date.map_or(Day::UNKNOWN, Day::first);
                e.cameo.starts_with("04") && (Day(20_090_301)..=Day(20_091_130)).contains(&day)
            }),
        ),
        (
            Filter {
                min_confidence: Some(0.5),
                ..Filter::default()
            },
            Box::new(|e| e.confidence.is_some_and(|share| share >= 0.5)),
        ),
        (
            Filter::default()
                .with(TermKind::Issue, ["arms-race"])
                .with(TermKind::Status, ["current"])
                .with(TermKind::Country, ["BEL"]),
            Box::new(|e| {
                e.issues.contains(&"arms-race".to_owned())
                    && e.status == detente_coding::record::Status::Current
                    && e.place.is_some()
            }),
        ),
        (
            Filter::default().with(TermKind::Actor, ["XYZ"]),
            Box::new(|_| false),
        ),
        (
            Filter {
                article: Some("article/7".to_owned()),
                ..Filter::default()
            },
            Box::new(|e| e.article == "article/7"),
        ),
    ]
}

#[test]
fn lists_counts_and_series_agree_with_the_records() {
    let (_folder, archive, all) = filled();
    let reader = archive.reader().unwrap();
    let newest = reader.days().unwrap().1;
    for (filter, fits) in cases() {
        let mut expected: Vec<_> = all
            .iter()
            .flat_map(|one| &one.coding.events)
            .filter(|event| fits(event))
            .map(|event| event.id.clone())
            .collect();
        for (oldest_first, ahead_last) in [(false, false), (true, false), (false, true)] {
            let mut page = PageRequest {
                limit: 7,
                after: None,
                oldest_first,
                ahead_last,
            };
            let mut listed = Vec::new();
            let mut days = Vec::new();
            loop {
                let found = reader.events(&filter, &page, None).unwrap();
                days.extend(
                    found
                        .items
                        .iter()
                        .map(|item| Day::of_maybe(item.record.date)),
                );
                listed.extend(found.items.into_iter().map(|item| item.record.id));
                match found.next {
                    Some(next) => page.after = Some(next),
                    None => break,
                }
            }
            let ahead = |day: &Day| ahead_last && *day > newest;
            assert!(
                days.is_sorted_by(|a, b| match (ahead(a), ahead(b)) {
                    (before, after) if before != after => after,
                    _ if oldest_first => a <= b,
                    _ => a >= b,
                }),
                "{filter:?}"
            );
            listed.sort();
            expected.sort();
            assert_eq!(listed, expected, "{filter:?}");
        }
        assert_eq!(
            reader.count(Family::Event, &filter, None).unwrap(),
            expected.len() as u64,
            "{filter:?}"
        );
        let mut observed: Vec<String> = reader
            .observations(&filter, None)
            .unwrap()
            .into_iter()
            .map(|event| event.id)
            .collect();
        observed.sort();
        assert_eq!(observed, expected, "{filter:?}");
        let by_class = reader
            .facets(Family::Event, &filter, None, &[TermKind::Class], 10)
            .unwrap();
        assert_eq!(
            by_class[0].iter().map(|counted| counted.count).sum::<u64>(),
            expected.len() as u64,
            "{filter:?}"
        );
    }
}

#[test]
fn search_finds_words_phrases_fields_and_misspelt_names() {
    let (_folder, archive, _) = filled();
    let (reader, index) = (archive.reader().unwrap(), archive.index().unwrap());
    let total = |q: &str| index.search(&reader, q, 0, 10, false).unwrap().total;
    assert_eq!(total("missile envoy"), ARTICLES as u64);
    assert_eq!(total("\"missile defence\""), ARTICLES as u64);
    assert_eq!(total("\"defence missile\""), 0);
    assert_eq!(total("outlet:\"Kama Herald\""), ARTICLES as u64 / 3);
    assert_eq!(total("brussels -envoys"), 0);
    assert_eq!(total("since:2008-01-01 until:2008-01-25"), 25);
    assert_eq!(total("number 17"), 1);
    let misspelt = index.search(&reader, "Grushka", 0, 10, false).unwrap();
    assert_eq!(
        (misspelt.total, misspelt.respelt),
        (ARTICLES as u64, vec!["Grushka".to_owned()])
    );
    let found = index.search(&reader, "defence", 0, 1, false).unwrap();
    let snippet = &found.hits[0].snippet;
    assert_eq!(&snippet.text[snippet.found[0].clone()], "defence");
    assert!(
        index
            .search(&reader, "'; DROP TABLE articles; --", 0, 10, false)
            .is_ok()
    );
    assert!(index.search(&reader, "colour:red", 0, 10, false).is_err());
    assert_eq!(
        index.keys("actor:NATO").unwrap().len() as u64,
        total("actor:NATO")
    );
}

#[test]
fn the_index_can_be_made_anew_and_a_backup_is_whole() {
    let (folder, archive, all) = filled();
    let mut writer = archive.writer().unwrap();
    assert_eq!(writer.reindex().unwrap(), ARTICLES as u64);
    let copy = folder.path().join("copy");
    archive.backup(&copy).unwrap();
    assert!(archive.backup(&copy).is_err());
    let copy = Archive::at(copy);
    copy.writer().unwrap().catch_up().unwrap();
    assert_eq!(copy.verify().unwrap().articles, all.len() as u64);
    assert!(copy.verify().unwrap().is_sound());
}

#[test]
fn cursors_that_no_list_gave_are_refused() {
    let (_folder, archive, _) = filled();
    let reader = archive.reader().unwrap();
    for after in ["x", "1", "1.", "1.2.3", "-", "99999999999999999999.1"] {
        let page = PageRequest {
            limit: 5,
            after: Some(after.to_owned()),
            ..PageRequest::default()
        };
        assert!(
            reader.events(&Filter::default(), &page, None).is_err(),
            "{after}"
        );
    }
}

#[test]
fn stories_are_the_same_whether_grouped_at_once_or_bit_by_bit() {
    let folder = tempfile::tempdir().unwrap();
    let mut grouped = Vec::new();
    for (name, batch) in [("whole", 60), ("bits", 7)] {
        let archive = Archive::at(folder.path().join(name));
        for articles in (0..60).collect::<Vec<_>>().chunks(batch) {
            // A new writer each time, as when the program is started again.
            let mut writer = archive.writer().unwrap();
            let articles: Vec<Coded> = articles.iter().map(|n| coded(*n, 0)).collect();
            writer.put(&articles, &provenance(0)).unwrap();
            writer.group_stories().unwrap();
        }
        let reader = archive.reader().unwrap();
        let stories = reader.stories(None, None, false, 0, 500).unwrap();
        assert_eq!(stories.iter().map(|story| story.articles).sum::<u64>(), 60);
        let first = reader.story(&stories[0].id).unwrap().unwrap();
        assert_eq!(first.1.len() as u64, first.0.articles);
        grouped.push(stories);
    }
    assert_eq!(grouped[0], grouped[1]);
}

#[test]
fn stories_count_what_joins_and_what_is_coded_anew() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut writer = archive.writer().unwrap();
    for first in (0..120).step_by(20) {
        let new = (first..first + 20).map(|n| coded(n, 0));
        // Some of those that came before tell another day, outlet or none.
        let again = (0..first).step_by(7).map(|n| {
            let mut one = coded(n, 1);
            one.article.outlet = (n % 2 == 0).then(|| format!("Outlet {first}"));
            one.article.published = coded(n + first, 0).article.published;
            one
        });
        let articles: Vec<Coded> = new.chain(again).collect();
        writer.put(&articles, &provenance(0)).unwrap();
        writer.group_stories().unwrap();
        assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
    }
    let reader = archive.reader().unwrap();
    let most = &reader.stories(None, None, true, 0, 1).unwrap()[0];
    assert!(most.articles > 20 && most.outlets > 2, "{most:?}");
}

#[test]
fn what_reviewers_said_outlives_another_coding() {
    let (_folder, archive, all) = filled();
    let event = &all[5].coding.events[0];
    let said = detente_archive::NewCorrection {
        reviewer: "Ada".to_owned(),
        family: Family::Event,
        record: event.id.clone(),
        article: event.article.clone(),
        verdict: detente_archive::Verdict::Reject,
        judged: serde_json::to_value(event).unwrap(),
        proposed: None,
        note: "no act".to_owned(),
        at: 7,
    };
    archive.correct(&said).unwrap();
    let mut writer = archive.writer().unwrap();
    let again: Vec<Coded> = (0..ARTICLES).map(|n| coded(n, 1)).collect();
    writer.put(&again, &provenance(1)).unwrap();
    drop(writer);
    let reader = archive.reader().unwrap();
    assert_eq!(reader.record(Family::Event, &event.id).unwrap(), None);
    let kept = reader
        .corrections(None, Some(&event.article), None, 10)
        .unwrap();
    assert_eq!(
        kept.into_iter().map(|kept| kept.said).collect::<Vec<_>>(),
        [said]
    );
}

#[test]
fn verify_tells_of_stories_and_roll_ups_that_are_wrong() {
    let (_folder, archive, _) = filled();
    let mut writer = archive.writer().unwrap();
    writer.group_stories().unwrap();
    drop(writer);
    assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
    for (damage, words) in [
        (
            "UPDATE stories SET articles = articles + 1",
            "other numbers than its articles",
        ),
        (
            "DELETE FROM story_articles WHERE article = 'article/3'",
            "is not in one story",
        ),
        (
            "UPDATE story_articles SET story = 'none' WHERE article = 'article/4'",
            "a story that is not there",
        ),
        ("UPDATE coverage SET n = n + 1", "a day has another number"),
        ("UPDATE totals SET n = n + 1", "a family has another number"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let copy = Archive::at(folder.path().join("b"));
        archive.backup(copy.folder()).unwrap();
        let ledger = rusqlite::Connection::open(copy.ledger()).unwrap();
        ledger.execute_batch(damage).unwrap();
        drop(ledger);
        let found = copy.verify().unwrap();
        assert!(
            found.faults.iter().any(|fault| fault.contains(words)),
            "{damage}: {:?}",
            found.faults
        );
    }
}

#[test]
fn an_article_is_gold_once_every_record_of_a_kind_is_judged() {
    use detente_archive::{NewCorrection, Verdict};
    let (_folder, archive, all) = filled();
    // Three events.
    let one = &all[5];
    let say = |reviewer: &str, event: usize, verdict, proposed: Option<serde_json::Value>, at| {
        let event = &one.coding.events[event];
        let said = NewCorrection {
            reviewer: reviewer.to_owned(),
            family: Family::Event,
            record: event.id.clone(),
            article: event.article.clone(),
            verdict,
            judged: serde_json::to_value(event).unwrap(),
            proposed,
            note: String::new(),
            at,
        };
        archive.correct(&said).unwrap();
    };
    let gold = || archive.reader().unwrap().gold().unwrap();
    say("Ada", 0, Verdict::Accept, None, 1);
    say("Ada", 1, Verdict::Reject, None, 2);
    assert_eq!(gold(), []);
    let mut changed = serde_json::to_value(&one.coding.events[2]).unwrap();
    changed["cameo"] = "190".into();
    say("Ada", 2, Verdict::Correct, Some(changed), 3);
    let item = &gold()[0];
    let events = item.events.as_ref().unwrap();
    assert_eq!(
        (item.id.as_str(), events.len()),
        (one.article.id.as_str(), 2)
    );
    assert_eq!(events[0]["code"], one.coding.events[0].cameo.as_str());
    assert_eq!(events[1]["code"], "190");
    assert_eq!(events[1]["evidence"], "Envoys");
    assert!(item.quotes.is_none() && item.positions.is_none());
    // Reviewers who are split make no gold, a majority does.
    say("Ben", 0, Verdict::Reject, None, 4);
    assert_eq!(gold(), []);
    say("Cem", 0, Verdict::Reject, None, 5);
    assert_eq!(gold()[0].events.as_ref().unwrap().len(), 1);
}
