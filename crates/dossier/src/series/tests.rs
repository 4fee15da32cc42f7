use proptest::prelude::*;

use super::*;

fn seen<'a>(id: &'a str, date: &str, cameo: &'a str, goldstein: f64) -> Observation<'a> {
    Observation {
        id,
        article: id,
        date: date.parse().ok(),
        cameo,
        goldstein: Some(goldstein),
    }
}

fn by(period: Period) -> SeriesOptions {
    SeriesOptions {
        period,
        ..SeriesOptions::default()
    }
}

#[test]
fn every_period_between_has_its_point() {
    let found = series(
        [
            seen("a", "2011-01-31", "040", 1.0),
            seen("b", "2011-04-01", "190", -10.0),
        ],
        None,
        &by(Period::Month),
    )
    .unwrap();
    let labels: Vec<_> = found
        .points
        .iter()
        .map(|point| (point.label.as_str(), point.events))
        .collect();
    assert_eq!(
        labels,
        [
            ("2011-01", 1),
            ("2011-02", 0),
            ("2011-03", 0),
            ("2011-04", 1)
        ]
    );
    assert_eq!(
        (found.points[3].conflict, found.points[3].classes),
        (1, [0, 0, 0, 1])
    );
    assert_eq!(found.points[1].goldstein, None);
}

#[test]
fn what_has_no_place_is_counted() {
    let found = series(
        [
            seen("a", "2011-01", "040", 1.0),
            seen("b", "", "040", 1.0),
            seen("c", "--01-05", "040", 1.0),
            seen("d", "2011-01-05", "040", 1.0),
            seen("e", "2019-01-05", "040", 1.0),
        ],
        None,
        &SeriesOptions {
            window: Window::of("2011".parse().ok(), "2011".parse().ok()),
            ..by(Period::Day)
        },
    )
    .unwrap();
    assert_eq!((found.coarser, found.undated, found.outside), (1, 2, 1));
    assert_eq!(found.points.len(), 365);
}

#[test]
fn coverage_divides() {
    let days = [
        "2011-01-05",
        "2011-01-06",
        "2011-01-07",
        "2011-02-01",
        "2011",
    ];
    let coverage = Coverage::of(days.iter().map(|day| day.parse().ok()));
    let found = series(
        [seen("a", "2011-01-05", "040", 1.0)],
        Some(&coverage),
        &by(Period::Month),
    )
    .unwrap();
    assert_eq!(found.points[0].coverage, Some(3));
    assert!((found.points[0].per_thousand.unwrap() - 333.333).abs() < 0.001);
}

#[test]
fn a_series_too_long_says_what_to_do() {
    let ends = [
        seen("a", "0900-01-05", "040", 1.0),
        seen("b", "2011-01-05", "040", 1.0),
    ];
    let error = series(ends, None, &by(Period::Day))
        .unwrap_err()
        .to_string();
    assert!(error.contains("take a longer step"), "{error}");
    assert_eq!(
        series(ends, None, &by(Period::Year)).unwrap().points.len(),
        1112
    );
}

#[test]
fn a_change_names_the_events_that_make_it() {
    let mut all = Vec::new();
    let ids: Vec<String> = (0..60).map(|at| format!("e{at:02}")).collect();
    for (at, id) in ids.iter().enumerate() {
        let (month, hostile) = (at / 5 + 1, at >= 30);
        let goldstein = if hostile { -8.0 } else { 3.0 } + (at % 5) as f64 * 0.1;
        all.push(seen(
            id,
            &format!("2014-{month:02}-{:02}", at % 5 + 1),
            "112",
            goldstein,
        ));
    }
    let found = series(all.clone(), None, &SeriesOptions::default()).unwrap();
    let mut changes = changes(&found, Measure::Goldstein);
    assert_eq!(changes.len(), 1);
    changes[0].name_events(all.into_iter().filter(|event| {
        event
            .date
            .is_some_and(|date| date.to_string().starts_with("2014-07"))
    }));
    assert_eq!(changes[0].label, "2014-07");
    assert!(changes[0].before > 3.0 && changes[0].after < -7.0);
    assert_eq!(
        (changes[0].events[0].as_str(), changes[0].events_there),
        ("e30", 5)
    );
}

#[test]
fn empty_and_strange_input_is_bounded() {
    let none = series([], None, &SeriesOptions::default()).unwrap();
    assert!(none.points.is_empty() && changes(&none, Measure::Events).is_empty());
    let turned = SeriesOptions {
        window: Window::of("2012".parse().ok(), "2011".parse().ok()),
        ..SeriesOptions::default()
    };
    assert!(
        series([seen("a", "2011-05-01", "040", f64::NAN)], None, &turned)
            .unwrap()
            .points
            .is_empty()
    );
    let odd = series(
        [seen("a", "2011-05-01", "", f64::NAN)],
        None,
        &SeriesOptions::default(),
    )
    .unwrap();
    assert_eq!((odd.points[0].events, odd.points[0].goldstein), (1, None));
}

proptest! {
    #[test]
    fn nothing_is_lost_and_order_is_no_matter(
        mut given in proptest::collection::vec((0u32..400, -10.0..10.0f64, 0usize..4, 0u8..9), 0..80),
        turn in 0usize..80, which in 0usize..4,
    ) {
        given.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let named: Vec<(String, String, String)> = given.iter().enumerate().map(|(at, (day, _, _, article))| {
            let date = jiff::civil::date(2011, 1, 1).checked_add(jiff::Span::new().days(i64::from(*day))).unwrap();
            (format!("{at:03}"), date.to_string(), article.to_string())
        }).collect();
        let all: Vec<Observation> = given.iter().zip(&named).map(|((_, value, code, _), (id, date, article))| Observation {
            id, article, date: date.parse().ok(), cameo: ["010", "060", "112", "190"][*code], goldstein: Some(*value),
        }).collect();
        let options = by([Period::Day, Period::Week, Period::Month, Period::Year][which]);
        let found = series(all.clone(), None, &options).unwrap();
        let told: usize = found.points.iter().map(|point| point.events).sum();
        prop_assert_eq!(told + found.undated + found.coarser + found.outside, all.len());
        for point in &found.points {
            prop_assert_eq!(point.cooperation + point.conflict, point.events);
            prop_assert_eq!(point.classes.iter().sum::<usize>(), point.events);
            prop_assert!(point.reporting <= point.events);
            if let Some(interval) = point.interval {
                prop_assert!(interval.low <= interval.high);
                prop_assert!(interval.low >= -10.0 && interval.high <= 10.0);
            }
        }
        let mut turned = all;
        let len = turned.len().max(1);
        turned.rotate_left(turn % len);
        prop_assert_eq!(series(turned, None, &options).unwrap(), found);
    }
}
