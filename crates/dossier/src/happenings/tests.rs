use detente_coding::record::Place;
use proptest::prelude::*;

use super::*;
use crate::testing::{Made, event};

fn run(events: &[Event]) -> Vec<Happening> {
    let outlets: Vec<String> = events
        .iter()
        .map(|event| format!("paper {}", event.article))
        .collect();
    let reports = events.iter().zip(&outlets).map(|(event, outlet)| Report {
        event,
        outlet: Some(outlet),
        published: event.published,
    });
    happenings(reports, Rule::default())
}

fn told(article: &str, source: &str, code: &str, target: &str, date: &str) -> Event {
    let mut event = event(&Made {
        article,
        source,
        code,
        target,
        date,
        ..Made::default()
    });
    "clashed over radars at the northern border".clone_into(&mut event.evidence[0].text);
    event
}

#[test]
fn two_papers_tell_one_act() {
    let found = run(&[
        told("a", "RUS:GOV", "111", "NATO", "2011-10-25"),
        told("b", "RUS:GOV", "111", "NATO", "2011-10-26"),
        told("c", "RUS", "110", "NATO", "2011-10-25"),
    ]);
    assert_eq!(found.len(), 1);
    let act = &found[0];
    assert_eq!((act.articles, act.outlets, act.mentions.len()), (3, 3, 3));
    assert_eq!(
        (act.source.as_str(), act.cameo.as_str()),
        ("RUS:GOV", "111")
    );
    assert_eq!(act.date.unwrap().to_string(), "2011-10-25");
}

#[test]
fn what_contradicts_stays_apart() {
    let one = told("a", "RUS:GOV", "111", "NATO", "2011-10-25");
    let others = [
        told("b", "RUS:MIL", "111", "NATO", "2011-10-25"),
        told("b", "NATO", "111", "RUS:GOV", "2011-10-25"),
        told("b", "RUS:GOV", "112", "NATO", "2011-10-25"),
        told("b", "RUS:GOV", "111", "NATO", "2011-10-27"),
        told("a", "RUS:GOV", "111", "NATO", "2011-10-25"),
        told("b", "RUS:GOV", "121", "NATO", "2011-10-25"),
        told("b", "RUS:GOV", "111", "NATO", ""),
        saying(
            told("b", "RUS:GOV", "111", "NATO", "2011-10-25"),
            "regretted the tone of a letter",
        ),
    ];
    for mut other in others {
        other.id.push('x');
        assert_eq!(run(&[one.clone(), other.clone()]).len(), 2, "{other:?}");
    }
}

fn saying(mut event: Event, words: &str) -> Event {
    words.clone_into(&mut event.evidence[0].text);
    event
}

fn named(mut event: Event, source: &str, target: &str) -> Event {
    source.clone_into(&mut event.source.name);
    target.clone_into(&mut event.target.name);
    event
}

#[test]
fn persons_bind_their_meeting_and_part_what_others_do() {
    let met = |article: &str, source: &str, words: &str| {
        let event = told(article, "RUS:GOV", "040", "NOR:GOV", "2011-10-25");
        saying(named(event, source, "Ole Vik"), words)
    };
    let one = met("a", "Anna Vetrova", "met in Oslo");
    assert_eq!(
        run(&[one.clone(), met("b", "Anna Vetrova", "their talks")]).len(),
        1
    );
    assert_eq!(
        run(&[one.clone(), met("b", "Pavel Gromov", "met in Oslo")]).len(),
        2
    );
    assert_eq!(
        run(&[one, met("b", "Russian officials", "their talks")]).len(),
        2
    );
    let asked = |article: &str, who: &str| {
        named(
            told(article, "RUS:GOV", "020", "NOR:GOV", "2011-10-25"),
            who,
            "Norway",
        )
    };
    assert_eq!(
        run(&[asked("a", "Anna Vetrova"), asked("b", "Pavel Gromov")]).len(),
        2
    );
}

#[test]
fn what_has_no_date_joins_by_the_days_on_which_it_was_told() {
    let on = |article: &str, day: &str| {
        let mut event = told(article, "RUS:GOV", "036", "NATO", "");
        event.status = Status::Planned;
        event.published = day.parse().ok();
        event
    };
    assert_eq!(
        run(&[on("a", "2011-10-25"), on("b", "2011-10-26")]).len(),
        1
    );
    assert_eq!(
        run(&[on("a", "2011-10-25"), on("b", "2011-10-29")]).len(),
        2
    );
}

#[test]
fn days_in_a_row_are_no_chain() {
    let days = ["2011-10-25", "2011-10-26", "2011-10-27", "2011-10-28"];
    let events: Vec<Event> = days
        .iter()
        .enumerate()
        .map(|(at, day)| told(&at.to_string(), "ISR:MIL", "190", "HAMAS", day))
        .collect();
    assert_eq!(run(&events).len(), 2);
}

#[test]
fn a_meeting_told_both_ways_is_one() {
    let found = run(&[
        told("a", "RUS:GOV", "040", "NATO", "2011-10-25"),
        told("a", "NATO", "040", "RUS:GOV", "2011-10-25"),
        told("b", "NATO", "040", "RUS:GOV", "2011-10-25"),
    ]);
    assert_eq!(found.len(), 1);
    assert!(found[0].both_ways);
    assert_eq!((found[0].articles, found[0].mentions.len()), (2, 3));
    assert_eq!(
        (found[0].source.as_str(), found[0].target.as_str()),
        ("NATO", "RUS:GOV")
    );
}

#[test]
fn a_vague_date_joins_only_where_it_cannot_be_wrong() {
    let month = told("c", "RUS:MIL", "190", "GEO:MIL", "2008-08");
    let first = told("a", "RUS:MIL", "190", "GEO:MIL", "2008-08-08");
    let later = told("b", "RUS:MIL", "190", "GEO:MIL", "2008-08-12");
    assert_eq!(run(&[month.clone(), first.clone()]).len(), 1);
    assert_eq!(run(&[month.clone(), first, later]).len(), 3);
    let again = told("d", "RUS:MIL", "190", "GEO:MIL", "2008-08");
    assert_eq!(run(&[month, again]).len(), 1);
}

#[test]
fn places_far_apart_are_two_acts() {
    let at = |article: &str, name: &str, lat: f64, lon: f64| {
        let mut event = told(article, "RUS:GOV", "040", "USA:GOV", "2011-10-25");
        event.place = Some(Place {
            name: name.to_owned(),
            country: "RUS".to_owned(),
            lat: Some(lat),
            lon: Some(lon),
        });
        event
    };
    let moscow = at("a", "Moscow", 55.75, 37.62);
    assert_eq!(
        run(&[moscow.clone(), at("b", "Khimki", 55.9, 37.43)]).len(),
        1
    );
    assert_eq!(run(&[moscow, at("b", "Sochi", 43.6, 39.73)]).len(), 2);
}

#[test]
fn an_article_of_one_act_over_and_over_is_bounded() {
    let events: Vec<Event> = (0..20_000)
        .map(|at| {
            let mut event = told("a", "RUS:GOV", "111", "NATO", "2011-10-25");
            event.id = format!("{at:08}");
            event
        })
        .collect();
    assert_eq!(run(&events).len(), 20_000);
}

prop_compose! {
    fn any_event()(
        article in 0u8..6, id in 0u32..100_000, source in 0usize..4, target in 0usize..4,
        code in 0usize..5, day in 1u8..6, shape in 0u8..5, issue in 0usize..3,
    ) -> Event {
        let actors = ["RUS:GOV", "RUS:MIL", "NATO", "-:GOV"];
        let date = match shape {
            0..=2 => format!("2011-10-{day:02}"),
            3 => "2011-10".to_owned(),
            _ => String::new(),
        };
        let mut event = told(
            &article.to_string(), actors[source], ["040", "041", "042", "111", "1121"][code],
            actors[target], &date,
        );
        event.id = format!("{id:06}");
        event.issues = [vec![], vec!["missile-defence".to_owned()], vec!["cfe-treaty".to_owned()]][issue].clone();
        event
    }
}

proptest! {
    #[test]
    fn every_event_is_told_once_whatever_the_order(
        mut events in proptest::collection::vec(any_event(), 0..60), turn in 0usize..60,
    ) {
        events.sort_by(|a, b| a.id.cmp(&b.id));
        events.dedup_by(|a, b| a.id == b.id);
        let found = run(&events);
        let mut told: Vec<&str> = found.iter().flat_map(|one| &one.mentions).map(|one| one.event.as_str()).collect();
        told.sort_unstable();
        let given: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
        prop_assert_eq!(told, given);

        let mut turned = events.clone();
        let len = turned.len().max(1);
        turned.rotate_left(turn % len);
        turned.reverse();
        prop_assert_eq!(run(&turned), found);
    }

    #[test]
    fn reports_of_a_happening_agree(events in proptest::collection::vec(any_event(), 0..60)) {
        for one in run(&events) {
            let days: Vec<_> = one.mentions.iter()
                .filter_map(|mention| match mention.date { Some(PartialDate::Day(day)) => Some(day), _ => None })
                .collect();
            if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
                prop_assert!(near(*first, *last, 1));
            }
            let most = if one.both_ways { 2 } else { 1 };
            for mention in &one.mentions {
                let same = one.mentions.iter().filter(|other| other.article == mention.article).count();
                prop_assert!(same <= most);
            }
            prop_assert!(one.mentions.iter().all(|mention| mention.cameo[..2] == one.cameo[..2]));
        }
    }
}
