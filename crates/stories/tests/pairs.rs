//! Near-duplicates, measured: 500 pairs of articles, made from the repository's samples and from
//! templates by the changes that newsrooms make to a text.

use std::path::Path;

use detente_page::{PageHint, read_page};
use detente_stories::near::{Fingerprint, NearDuplicates, are_near};

/// A generator of the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// The bodies of the samples that are long enough to be cut, as paragraphs.
fn bodies() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html" || e == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| read_page(&std::fs::read(path).unwrap(), PageHint::default()).ok())
        .map(|article| {
            article
                .body()
                .split("\n\n")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|paragraphs| paragraphs.len() >= 4)
        .collect()
}

/// A way in which a newsroom changes a text.
type Change = fn(&[String], &mut Dice) -> Vec<String>;

const CHANGES: [(&str, Change); 8] = [
    ("cut to two thirds", |text, _| {
        text[..(text.len() * 2).div_ceil(3)].to_vec()
    }),
    ("cut to its first half", |text, _| {
        text[..text.len().div_ceil(2)].to_vec()
    }),
    ("re-ordered", |text, dice| {
        let mut text = text.to_vec();
        for at in (1..text.len()).rev() {
            text.swap(at, dice.below(at + 1));
        }
        text
    }),
    ("re-titled, with a new lead", |text, _| {
        let mut out = vec!["Here is what is known so far about the day's main story, and what our readers asked about it.".to_owned()];
        out.extend_from_slice(text);
        out
    }),
    ("updated", |text, dice| {
        let mut text = text.to_vec();
        let at = dice.below(text.len());
        text[at].clear();
        text[at].push_str("Officials said late in the evening that the number could still rise, and that no more would be told before morning.");
        text.push("The markets were closed when the news came. A spokesman declined to say whether the plans would change.".to_owned());
        text
    }),
    ("quotes translated anew", |text, _| {
        text.iter().map(|p| requoted(p)).collect()
    }),
    ("edited", |text, dice| {
        text.iter().map(|p| edited(p, dice)).collect()
    }),
    ("edited and cut", |text, dice| {
        text[..(text.len() * 2).div_ceil(3)]
            .iter()
            .map(|p| edited(p, dice))
            .collect()
    }),
];

/// The words of each quotation in reverse: none of its runs stays.
fn requoted(paragraph: &str) -> String {
    let paragraph = paragraph.replace(['“', '”'], "\"");
    paragraph
        .split('"')
        .enumerate()
        .map(|(at, part)| {
            if at % 2 == 0 {
                part.to_owned()
            } else {
                part.split(' ').rev().collect::<Vec<_>>().join(" ")
            }
        })
        .collect::<Vec<_>>()
        .join("\"")
}

/// One small word in fifteen replaced, one left out.
fn edited(paragraph: &str, dice: &mut Dice) -> String {
    let mut out = Vec::new();
    for word in paragraph.split(' ') {
        let small = word.chars().all(char::is_lowercase);
        match dice.below(15) {
            0 if small => {}
            1 if small => out.push("also"),
            _ => out.push(word),
        }
    }
    out.join(" ")
}

/// Reports of four kinds that agencies make from templates. The slots are filled from [`FILLINGS`].
const TEMPLATES: [&str; 4] = [
    "An earthquake of magnitude {n}.{m} struck near {place} in {land} on {day}, the national institute of seismology said. \
     The quake hit at a depth of {k} kilometres, {q} kilometres north of {place}. There were no immediate reports of \
     damage or casualties. The mayor of {place}, {person}, said that schools would stay closed. Earthquakes are frequent in the \
     region, which lies where two plates meet. No tsunami warning was issued.",
    "Shares in {land} closed higher on {day}, led by banks and makers of machines. The main index in {place} rose by {n}.{m} per \
     cent to {k}{q} points. Turnover was above the average of the month. Analyst {person} said that investors were waiting for \
     the decision of the central bank. The currency was little changed against the dollar, and bonds fell slightly in thin trade.",
    "Foreign minister {person} of {land} will travel to {place} on {day} for a visit of {n} days, the ministry said in a statement. \
     Talks will be about trade, transit and matters of common interest. A delegation of {k} business people will travel along. \
     Trade between the two countries reached {q} million dollars last year, the statement said. It will be the first such \
     visit in {m} years, and a joint statement is expected at its end.",
    "The president of {land} received the letters of credence of the new ambassador, {person}, in {place} on {day}. The two sides spoke \
     about relations between their countries, which go back {k} years, and about the forum that will be held in {n} months. The \
     ambassador was born in 19{q} and has served at {m} missions abroad. The president wished the ambassador success in office.",
];

const FILLINGS: [(&str, &str, &str, &str); 16] = [
    ("Iskele", "Turkey", "Monday", "Adem Kaya"),
    ("Arica", "Chile", "Tuesday", "Rosa Fuentes"),
    ("Padang", "Indonesia", "Friday", "Budi Santoso"),
    ("Kobe", "Japan", "Sunday", "Aiko Mori"),
    ("Patras", "Greece", "Monday", "Nikos Ganas"),
    ("Osh", "Kyrgyzstan", "Thursday", "Aibek Usenov"),
    ("Tulcea", "Romania", "Saturday", "Ion Badea"),
    ("Quetta", "Pakistan", "Wednesday", "Sana Durrani"),
    ("Bergen", "Norway", "Tuesday", "Liv Aas"),
    ("Lae", "Papua New Guinea", "Friday", "Moses Tau"),
    ("Cusco", "Peru", "Monday", "Inti Quispe"),
    ("Split", "Croatia", "Sunday", "Ana Kolar"),
    ("Gyumri", "Armenia", "Thursday", "Aram Petros"),
    ("Lecce", "Italy", "Saturday", "Piero Nardi"),
    ("Davao", "Philippines", "Wednesday", "Luz Reyes"),
    ("Shiraz", "Iran", "Tuesday", "Reza Amini"),
];

fn filled(template: &str, filling: usize, dice: &mut Dice) -> String {
    let (place, land, day, person) = FILLINGS[filling];
    template
        .replace("{place}", place)
        .replace("{land}", land)
        .replace("{day}", day)
        .replace("{person}", person)
        .replace("{n}", &(2 + dice.below(7)).to_string())
        .replace("{m}", &(1 + dice.below(9)).to_string())
        .replace("{k}", &(10 + dice.below(80)).to_string())
        .replace("{q}", &(10 + dice.below(80)).to_string())
}

/// Two texts, whether they are one, and how they were made.
type Pair = (String, String, bool, String);

fn pairs() -> Vec<Pair> {
    let mut dice = Dice(7);
    let bodies = bodies();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut round = 0;
    while pairs.len() < 300 {
        let text = &bodies[round % bodies.len()];
        let (name, change) = CHANGES[(round / bodies.len() + round) % CHANGES.len()];
        let (_, again) = CHANGES[dice.below(CHANGES.len())];
        let mut copy = change(text, &mut dice);
        // From the second round on, what was changed once is changed again by the next desk.
        if round / bodies.len() >= CHANGES.len() {
            copy = again(&copy, &mut dice);
        }
        pairs.push((text.join("\n\n"), copy.join("\n\n"), true, name.to_owned()));
        round += 1;
    }
    for round in 0..120 {
        let template = TEMPLATES[round % TEMPLATES.len()];
        let one = dice.below(FILLINGS.len());
        let two = (one + 1 + dice.below(FILLINGS.len() - 1)) % FILLINGS.len();
        let (a, b) = (
            filled(template, one, &mut dice),
            filled(template, two, &mut dice),
        );
        pairs.push((a, b, false, "one template".to_owned()));
    }
    for round in 0..80 {
        let one = round % bodies.len();
        let two = (one + 1 + round / bodies.len()) % bodies.len();
        let (mut a, mut b) = (bodies[one].clone(), bodies[two].clone());
        if round % 2 == 0 {
            // Two stories with the same paragraph of background, as an agency's desk appends it.
            let shared = bodies[(one + 5) % bodies.len()][0].clone();
            a.push(shared.clone());
            b.push(shared);
        }
        pairs.push((
            a.join("\n\n"),
            b.join("\n\n"),
            false,
            "two stories".to_owned(),
        ));
    }
    pairs
}

/// Precision, recall and the pairs that went wrong.
fn scored(found: impl Fn(&str, &str) -> bool) -> (f64, f64, Vec<String>) {
    let (mut right, mut told, mut there) = (0.0, 0.0, 0.0);
    let mut wrong = Vec::new();
    for (a, b, near, how) in pairs() {
        let says = found(&a, &b);
        right += f64::from(u8::from(says && near));
        told += f64::from(u8::from(says));
        there += f64::from(u8::from(near));
        if says != near {
            wrong.push(format!("{how}: {}", &b[..b.floor_char_boundary(60)]));
        }
    }
    (right / told, right / there, wrong)
}

#[test]
fn pairs_are_told_apart() {
    assert_eq!(pairs().len(), 500);
    let (precision, recall, wrong) =
        scored(|a, b| are_near(&Fingerprint::of(a), &Fingerprint::of(b)));
    println!("compared: precision {precision:.3}, recall {recall:.3}");
    assert!(
        precision >= 0.98 && recall >= 0.92,
        "{precision:.3} {recall:.3}\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_index_finds_what_the_comparison_would() {
    let (precision, recall, wrong) = scored(|a, b| {
        let mut near = NearDuplicates::default();
        near.add(Fingerprint::of(a)) == near.add(Fingerprint::of(b))
    });
    println!("indexed: precision {precision:.3}, recall {recall:.3}");
    assert!(
        precision >= 0.98 && recall >= 0.92,
        "{precision:.3} {recall:.3}\n{}",
        wrong.join("\n")
    );
}

/// The other method that was weighed: `SimHash` over the same runs of words. It cannot tell a cut copy
/// from another report of the same template.
#[test]
fn simhash_does_worse() {
    let simhash = |text: &str| -> u64 {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut sums = [0_i32; 64];
        for run in words.windows(3) {
            let hash = run
                .join(" ")
                .bytes()
                .fold(0xCBF2_9CE4_8422_2325_u64, |h, b| {
                    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)
                });
            for (bit, sum) in sums.iter_mut().enumerate() {
                *sum += if hash >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
        sums.iter()
            .enumerate()
            .fold(0, |hash, (bit, sum)| hash | u64::from(*sum > 0) << bit)
    };
    let best = (1..32)
        .filter_map(|most| {
            let (precision, recall, _) =
                scored(|a, b| (simhash(a) ^ simhash(b)).count_ones() <= most);
            (precision >= 0.98).then_some(recall)
        })
        .fold(0.0, f64::max);
    println!("SimHash: recall {best:.3} at a precision of .98");
    assert!(best < 0.92, "{best}");
}
