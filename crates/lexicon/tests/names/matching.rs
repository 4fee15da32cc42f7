//! Where names stand in a text, and what they mean there.

use crate::support::{INSTITUTIONS, ORGANISATIONS, PEOPLE, STATES, find, load};
use detente_lexicon::{Lexicon, Tenure, best_sense};

fn lexicon() -> Lexicon {
    let states = format!(
        "{STATES}RUS\tRussia\tRussian Federation\tRussian\tRussians\tMoscow\t\t\ts\n\
         RUS\tSoviet Union\tUSSR|U.S.S.R.\tSoviet\tSoviets\tMoscow\t\t1991-12-26\ts\n\
         USA\tUnited States\tUS|U.S.|America\tAmerican\tAmericans\tWashington\t\t\ts\n\
         JOR\tJordan\t\tJordanian\tJordanians\tAmman\t\t\ts\n\
         CIV\tIvory Coast\tCôte d’Ivoire\tIvorian\tIvorians\tAbidjan\t\t\ts\n\
         CHN\tChina\tPeople's Republic of China\tChinese\tthe Chinese\tBeijing\t\t\ts\n\
         KOR\tSouth Korea\tKorea\tSouth Korean\tSouth Koreans\tSeoul\t\t\ts\n\
         PRK\tNorth Korea\t\tNorth Korean\tNorth Koreans\tPyongyang\t\t\ts\n"
    );
    let organisations = format!(
        "{ORGANISATIONS}NATO\tNorth Atlantic Treaty Organization\tNATO|Nato\talliance\t\t\ts\n\
         UN\tUnited Nations\tUN|U.N.|world body\tigo\t\t\ts\n\
         WHO\tWorld Health Organization\tWHO\tigo\t\t\ts\n\
         EU\tEuropean Union\tEU\tigo\t\t\ts\n"
    );
    let institutions = format!(
        "{INSTITUTIONS}RUS:LEG\tState Duma\tDuma\tparliament\t\t\ts\nRUS:GOV\tKremlin\tthe Kremlin\tresidence\t\t\ts\n"
    );
    let people = format!(
        "{PEOPLE}Dmitry Medvedev\tDmitri Medvedev\tpresident\tRUS:GOV\t2008-05-07\t2012-05-07\ts\n\
         Dmitry Medvedev\t\tprime minister\tRUS:GOV\t2012-05-08\t2020-01-16\ts\n\
         Anders Fogh Rasmussen\t\tprime minister\tDNK:GOV\t2001-11-27\t2009-04-05\ts\n\
         Anders Fogh Rasmussen\t\tsecretary-general\tNATO\t2009-08-01\t2014-09-30\ts\n\
         Recep Tayyip Erdoğan\t\tpresident\tTUR:GOV\t2014-08-28\t\ts\n\
         Bashar al-Assad\t\tpresident\tSYR:GOV\t2000-07-17\t2024-12-08\ts\n\
         Ursula von der Leyen\t\tcommission president\tEU\t2019-12-01\t\ts\n\
         Xi Jinping\tXi\tpresident\tCHN:GOV\t2013-03-14\t\ts\n\
         Kim Jong Un\tKim Jong-un|Kim\tleader\tPRK:GOV\t2011-12-17\t\ts\n\
         Theresa May\t\tprime minister\tGBR:GOV\t2016-07-13\t2019-07-24\ts\n\
         Vernon Jordan\t\tadviser\tUSA:GOV\t\t\ts\n"
    );
    let forums = "id\tname\taliases\tparties\tsource\nrussia-nato-council\tRussia-NATO Council\t\tRUS|NATO\ts\n";
    let agreements = "id\tname\taliases\tparties\tsigned\tin_force\tended\tsource\n\
                      new-start\tNew START\tnew START treaty\tUSA|RUS\t2010-04-08\t2011-02-05\t\ts\n";
    let (lexicon, problems) = load(&[
        ("states/a.tsv", &states),
        ("organisations/a.tsv", &organisations),
        ("institutions/a.tsv", &institutions),
        ("people/a.tsv", &people),
        ("forums.tsv", forums),
        ("agreements.tsv", agreements),
    ]);
    assert!(
        problems.iter().all(|problem| !problem.is_error()),
        "{problems:?}"
    );
    lexicon
}

/// Text split at blanks as the tokeniser would, the number of words the name covers, its senses.
const CASES: &[(&str, usize, &[&str])] = &[
    // The longest wins.
    ("Russian Federation said", 2, &["state RUS"]),
    ("Russian officials", 1, &["adjective RUS"]),
    ("Russia - NATO Council", 4, &["forum russia-nato-council"]),
    ("Russia - Ukraine", 1, &["state RUS"]),
    ("South Korea", 2, &["state KOR"]),
    ("South of Seoul", 0, &[]),
    ("North Korean", 2, &["adjective PRK"]),
    ("State Duma", 2, &["institution RUS:LEG"]),
    ("Soviet Union", 2, &["state RUS"]),
    ("Dmitry Medvedev", 2, &["person RUS:GOV", "person RUS:GOV"]),
    ("Dmitri Medvedev", 2, &["person RUS:GOV", "person RUS:GOV"]),
    ("Dmitry Peskov", 0, &[]),
    // Possessives are tokens.
    ("Russia 's", 1, &["state RUS"]),
    ("People 's Republic of China", 5, &["state CHN"]),
    // Capitals.
    ("RUSSIA", 1, &["state RUS"]),
    ("SOVIET UNION", 2, &["state RUS"]),
    ("MEDVEDEV", 1, &["surname RUS:GOV", "surname RUS:GOV"]),
    ("us", 0, &[]),
    ("US", 1, &["state USA"]),
    ("who", 0, &[]),
    ("WHO", 1, &["organisation WHO"]),
    ("Who", 0, &[]),
    ("nato", 0, &[]),
    ("NATO", 1, &["organisation NATO"]),
    ("Nato", 1, &["organisation NATO"]),
    ("russia", 0, &[]),
    ("World Body", 2, &["organisation UN"]),
    ("Kim Jong Un", 3, &["person PRK:GOV"]),
    ("KIM JONG UN", 3, &["person PRK:GOV"]),
    ("Un", 0, &[]),
    ("New START Treaty", 3, &["agreement new-start"]),
    // Points, accents, apostrophes.
    ("U.S.", 1, &["state USA"]),
    ("U.S.-led", 1, &["state USA"]),
    ("U.N.", 1, &["organisation UN"]),
    ("Erdogan", 1, &["surname TUR:GOV"]),
    ("Erdoğan", 1, &["surname TUR:GOV"]),
    ("ERDOĞAN", 1, &["surname TUR:GOV"]),
    ("Recep Tayyip Erdogan", 3, &["person TUR:GOV"]),
    ("Cote d'Ivoire", 2, &["state CIV"]),
    ("Côte d’Ivoire", 2, &["state CIV"]),
    // Family names.
    ("al - Assad", 3, &["surname SYR:GOV"]),
    ("Assad", 1, &["surname SYR:GOV"]),
    ("ambassador", 0, &[]),
    ("von der Leyen", 3, &["surname EU"]),
    ("Von der Leyen", 3, &["surname EU"]),
    ("Leyen", 0, &[]),
    ("Xi", 1, &["surname CHN:GOV"]),
    ("Jinping", 0, &[]),
    ("Kim Jong - un", 4, &["person PRK:GOV"]),
    ("Kim", 1, &["surname PRK:GOV"]),
    ("Jordan", 1, &["state JOR", "surname USA:GOV"]),
    ("May", 1, &["surname GBR:GOV"]),
    ("", 0, &[]),
];

#[test]
fn names_stand_where_they_should() {
    let lexicon = lexicon();
    for (text, len, senses) in CASES {
        let found = find(&lexicon, text);
        assert_eq!(
            (
                found.0,
                found.1.iter().map(String::as_str).collect::<Vec<_>>()
            ),
            (*len, senses.to_vec()),
            "{text}"
        );
    }
    assert!(lexicon.names.longest_at(&[], 0).is_none());
    assert!(lexicon.names.longest_at(&["Russia"], 5).is_none());
}

#[test]
fn names_inside_a_text_do_not_need_its_start() {
    let lexicon = lexicon();
    let words = ["the", "Kremlin", "and", "the", "Duma"];
    let found: Vec<usize> = (0..words.len())
        .filter(|&at| lexicon.names.longest_at(&words, at).is_some())
        .collect();
    assert_eq!(found, [1, 4]);
}

#[test]
fn a_name_before_a_hyphen_tells_its_part() {
    let lexicon = lexicon();
    let found = lexicon
        .names
        .longest_at(&["U.S.-led", "coalition"], 0)
        .unwrap();
    assert_eq!((found.len, found.part), (1, Some(4)));
}

#[test]
fn weak_family_names_are_flagged() {
    let lexicon = lexicon();
    for (name, weak) in [
        ("May", true),
        ("Jordan", true),
        ("Medvedev", false),
        ("Xi", false),
    ] {
        let found = lexicon.names.lookup(name).unwrap();
        let surname = lexicon
            .names
            .senses(found)
            .find(|sense| sense.actor.as_ref().is_some_and(|a| a.role.is_some()));
        assert_eq!(surname.unwrap().weak, weak, "{name}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn dates_choose_the_office() {
    let lexicon = lexicon();
    for (name, date, actor, office, tenure) in [
        (
            "Medvedev",
            Some("2011-10-25"),
            "RUS:GOV",
            "president",
            Tenure::Held,
        ),
        (
            "Medvedev",
            Some("2012-05"),
            "RUS:GOV",
            "prime minister",
            Tenure::Held,
        ),
        (
            "Medvedev",
            Some("2014"),
            "RUS:GOV",
            "prime minister",
            Tenure::Held,
        ),
        (
            "Medvedev",
            Some("2020-02-01"),
            "RUS:GOV",
            "prime minister",
            Tenure::Recent,
        ),
        (
            "Medvedev",
            Some("2023-01-01"),
            "RUS:GOV",
            "prime minister",
            Tenure::Former,
        ),
        (
            "Medvedev",
            Some("2008-04-20"),
            "RUS:GOV",
            "president",
            Tenure::Soon,
        ),
        (
            "Medvedev",
            Some("1999-04-20"),
            "RUS:GOV",
            "president",
            Tenure::Later,
        ),
        (
            "Rasmussen",
            Some("2008-08-12"),
            "DNK:GOV",
            "prime minister",
            Tenure::Held,
        ),
        (
            "Rasmussen",
            Some("2009-05-01"),
            "DNK:GOV",
            "prime minister",
            Tenure::Recent,
        ),
        (
            "Rasmussen",
            Some("2011-10-25"),
            "NATO",
            "secretary-general",
            Tenure::Held,
        ),
        (
            "Rasmussen",
            Some("2018"),
            "NATO",
            "secretary-general",
            Tenure::Former,
        ),
        (
            "Rasmussen",
            None,
            "NATO",
            "secretary-general",
            Tenure::Former,
        ),
        ("Xi", None, "CHN:GOV", "president", Tenure::Held),
    ] {
        let found = lexicon.names.lookup(name).unwrap();
        let date = date.map(|date| date.parse().unwrap());
        let choice = best_sense(lexicon.names.senses(found), date).unwrap();
        assert_eq!(
            (
                choice.sense.actor.as_ref().unwrap().to_string().as_str(),
                choice.sense.office.as_deref().unwrap(),
                choice.tenure
            ),
            (actor, office, tenure),
            "{name} {date:?}"
        );
    }
    assert!(best_sense(std::iter::empty(), None).is_none());
}

#[test]
fn holders_are_found_by_office_and_person() {
    let lexicon = lexicon();
    let on = |date: &str| -> Vec<&str> {
        let date = Some(date.parse().unwrap());
        lexicon
            .names
            .holders("RUS", "President", date)
            .map(|sense| sense.name.as_str())
            .collect()
    };
    assert_eq!(on("2010-01-01"), ["Dmitry Medvedev"]);
    assert_eq!(on("2016-01-01"), Vec::<&str>::new());
    assert_eq!(lexicon.names.offices_of("Anders Fogh Rasmussen").count(), 2);
    let (file, line) = lexicon
        .names
        .origin(lexicon.names.offices_of("Theresa May").next().unwrap());
    assert_eq!((file, line), ("people/a.tsv", 11));
}

#[test]
fn it_survives_being_stored() {
    let lexicon = lexicon();
    let bytes = postcard::to_stdvec(&lexicon).unwrap();
    let decoded: Lexicon = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(decoded.names, lexicon.names);
    assert_eq!(decoded.version(), lexicon.version());
    for (text, len, _) in CASES {
        assert_eq!(find(&decoded, text).0, *len, "{text}");
    }
}
