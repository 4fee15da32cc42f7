use super::*;

fn key<'a>(id: &'a str, title: &'a str, body: &'a str) -> ArticleKey<'a> {
    ArticleKey {
        id,
        title: Some(title),
        body,
        published: None,
    }
}

/// Two happenings of one kind, each told twice.
const REPORTS: [(&str, &str, &str); 4] = [
    (
        "r1",
        "Norway recalls envoy from Minsk",
        "Norway recalled its ambassador from Minsk on Monday after a court there jailed the editor Pavel Orlik.",
    ),
    (
        "s1",
        "Santiago withdraws its ambassador over a map",
        "Chile called home its ambassador in Lima on Tuesday after Peru printed a map of the disputed coast at Arica.",
    ),
    (
        "r2",
        "Oslo calls ambassador home over jailed editor",
        "The Norwegian ambassador left Minsk on Monday evening. Norway protests against the sentence of Pavel Orlik, an editor.",
    ),
    (
        "s2",
        "Map of the coast sours ties of Chile and Peru",
        "A map that Peru printed of the coast at Arica made Chile call its ambassador home from Lima.",
    ),
];

#[test]
fn happenings_of_one_kind_stay_apart() {
    let mut stream = StoryStream::default();
    let ids: Vec<StoryId> = REPORTS
        .iter()
        .map(|(id, title, body)| stream.add(&key(id, title, body)).story)
        .collect();
    assert_eq!(ids[0], ids[2]);
    assert_eq!(ids[1], ids[3]);
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[0], StoryId::opened_by("r1"));
    assert_eq!(stream.story(&ids[0]).unwrap().articles, 2);
    assert_eq!(stream.open_stories(), 2);
}

#[test]
fn the_window_parts_what_words_do_not() {
    let (id, title, body) = REPORTS[0];
    let on = |id: &'static str, day: &str| ArticleKey {
        published: day.parse().ok(),
        ..key(id, title, body)
    };
    let mut stream = StoryStream::default();
    let first = stream.add(&on(id, "2011-02-14"));
    assert!(!stream.add(&on("b", "2011-02-16")).is_new);
    assert!(stream.add(&on("c", "2012-02-14")).is_new);
    // A date without a day of its own constrains nothing.
    assert!(!stream.add(&on("d", "--02-14")).is_new);
    let story = stream.story(&first.story).unwrap();
    assert_eq!(story.first.unwrap().to_string(), "2011-02-14");
    assert_eq!(story.last.unwrap().to_string(), "2011-02-16");
}

#[test]
fn memory_is_bounded() {
    let options = StoryOptions {
        most_stories: 10,
        most_terms: 5,
        ..StoryOptions::default()
    };
    let mut stream = StoryStream::new(options);
    for number in 0..200 {
        let id = format!("a{number}");
        let body = format!(
            "Zo{number} Ba{number} gave{number} Ty{number} a lo{number} in Mi{number} and Pu{number}."
        );
        stream.add(&ArticleKey {
            id: &id,
            body: &body,
            ..ArticleKey::default()
        });
        assert!(stream.open_stories() <= 10);
    }
    assert!(stream.postings.len() <= 100);
    assert_eq!(stream.waiting.len(), 10);
    assert_eq!(stream.places.len(), 10);
}

#[test]
fn restored_stories_go_on() {
    let mut stream = StoryStream::default();
    let placed: Vec<StoryId> = REPORTS[..2]
        .iter()
        .map(|(id, title, body)| stream.add(&key(id, title, body)).story)
        .collect();
    let mut again = StoryStream::default();
    for ((id, title, body), story) in REPORTS.iter().zip(&placed) {
        again.restore(story, &key(id, title, body));
    }
    for (id, title, body) in &REPORTS[2..] {
        let article = key(id, title, body);
        assert_eq!(again.add(&article), stream.add(&article));
    }
}

#[test]
fn empty_articles_are_stories_of_their_own() {
    let mut stream = StoryStream::default();
    let one = stream.add(&key("a", "", ""));
    let two = stream.add(&key("b", " \n", "\0"));
    assert!(one.is_new && two.is_new && one.story != two.story);
}

#[test]
fn reports_of_one_form_on_different_companies_stay_apart() {
    let results = |name: &str, mark: &str, a: u32, b: u32| {
        (
            format!("{name} INC <{mark}> 4TH QTR DEC 31 NET"),
            format!(
                "Shr {a} cts vs {b} cts\nNet {a},590,000 vs {b},140,000\nRevs {b}.2 mln vs 2{a}.0 mln\n\
                 Year\nShr 1.{a} dlrs vs {b} cts\nNet 5,{a}0,000 vs 2,{b}0,000\nRevs 1{b} mln vs 1{a} mln\n\
                 NOTE: Net of the year includes a gain of {a} cts a share."
            ),
        )
    };
    let companies = [
        ("VARDELL", "VRD"),
        ("OSTERBY", "OSB"),
        ("QUILLMAN", "QLM"),
        ("TRENTEX", "TTX"),
    ];
    let mut stream = StoryStream::default();
    for (at, (name, mark)) in companies.into_iter().enumerate() {
        let at = at as u32;
        let (title, body) = results(name, mark, 11 + at, 31 + 2 * at);
        let placed = stream.add(&key(name, &title, &body));
        assert!(placed.is_new, "{name} joined another company's story");
    }
    // The same company's again, corrected.
    let (title, body) = results("VARDELL", "VRD", 11, 30);
    assert!(!stream.add(&key("again", &title, &body)).is_new);
}
