//! What the codebook settles must come out of the files as they ship.

use detente_lexicon::{Role, RoleSort, best_sense};

#[test]
fn names_mean_what_the_codebook_says() {
    let names = &detente_builtin::lexicon().names;
    for (name, date, expected) in [
        ("Russia", "2011-10-25", "RUS"),
        ("Moscow", "2011-10-25", "RUS"),
        ("Russian", "2011-10-25", "RUS"),
        ("Kremlin", "2011-10-25", "RUS:GOV"),
        ("State Duma", "2011-10-25", "RUS:LEG"),
        ("Pentagon", "2011-10-25", "USA:MIL"),
        ("State Department", "2011-10-25", "USA:GOV"),
        ("European Commission", "2011-10-25", "EU"),
        ("Security Council", "2011-10-25", "UN"),
        ("Soviet Union", "1985", "RUS"),
        ("Kosovo", "2011", "XKX"),
        ("Taiwan", "2011", "TWN"),
        ("Palestinian", "2011", "PSE"),
        ("Taliban", "2012", "TALIBAN"),
        ("Hamas", "2012", "HAMAS"),
        ("IAEA", "2012", "IAEA"),
        ("Dmitry Medvedev", "2011-10-25", "RUS:GOV"),
        ("Medvedev", "2011-10-25", "RUS:GOV"),
        ("Anders Fogh Rasmussen", "2008-08-12", "DNK:GOV"),
        ("Anders Fogh Rasmussen", "2011-10-25", "NATO"),
        ("Ban Ki-moon", "2011-10-25", "UN"),
        ("Erdogan", "2016", "TUR:GOV"),
        ("Assad", "2013", "SYR:GOV"),
        ("Xi", "2018", "CHN:GOV"),
        ("Merkel", "2015", "DEU:GOV"),
    ] {
        let found = names
            .lookup(name)
            .unwrap_or_else(|| panic!("{name} is unknown"));
        let choice = best_sense(names.senses(found), date.parse().ok()).expect(name);
        let actor = choice.sense.actor.as_ref().map(ToString::to_string);
        assert_eq!(actor.as_deref(), Some(expected), "{name} in {date}");
        assert!(choice.tenure.is_current(), "{name} in {date}");
    }
}

#[test]
fn forums_and_agreements_are_no_actors() {
    let names = &detente_builtin::lexicon().names;
    for (name, id) in [
        ("Russia-NATO Council", "russia-nato-council"),
        ("NATO-Russia Council", "russia-nato-council"),
        ("New START", "new-start"),
        ("CFE treaty", "cfe-treaty"),
        ("INF Treaty", "inf-treaty"),
        ("Minsk agreements", "minsk-agreements"),
        ("JCPOA", "jcpoa"),
    ] {
        let found = names
            .lookup(name)
            .unwrap_or_else(|| panic!("{name} is unknown"));
        let senses: Vec<_> = names.senses(found).collect();
        assert!(
            senses.iter().any(|sense| sense.id.as_deref() == Some(id)),
            "{name}"
        );
        assert!(senses.iter().all(|sense| sense.actor.is_none()), "{name}");
    }
}

#[test]
fn role_nouns_follow_the_codebook() {
    let roles = &detente_builtin::lexicon().roles;
    for (text, role, sort) in [
        ("defence minister", Role::GOV, RoleSort::Office),
        ("defence ministry", Role::MIL, RoleSort::Unit),
        ("general staff", Role::MIL, RoleSort::Unit),
        ("troops", Role::MIL, RoleSort::Member),
        ("trade unions", Role::CVL, RoleSort::People),
        ("protesters", Role::CVL, RoleSort::People),
        ("students", Role::CVL, RoleSort::People),
        ("prosecutors", Role::JUD, RoleSort::Office),
        ("police", Role::COP, RoleSort::Unit),
        ("central bank", Role::GOV, RoleSort::Unit),
        ("coastguard", Role::MIL, RoleSort::Unit),
        ("state television", Role::MED, RoleSort::Private),
        ("opposition leader", Role::OPP, RoleSort::Office),
        ("separatists", Role::SEP, RoleSort::Member),
        ("guerrillas", Role::REB, RoleSort::Member),
        ("gunmen", Role::UAF, RoleSort::Member),
        ("aid groups", Role::NGO, RoleSort::Private),
        ("embassy", Role::GOV, RoleSort::Asset),
        ("fighter jets", Role::MIL, RoleSort::Asset),
    ] {
        let words: Vec<&str> = text.split(' ').collect();
        let (len, noun) = roles
            .longest_ending_at(&words, words.len() - 1)
            .expect(text);
        assert_eq!(
            (len, noun.role, noun.sort),
            (words.len(), role, sort),
            "{text}"
        );
    }
}
