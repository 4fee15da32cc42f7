//! The language of a text.

use std::ops::Range;

use whatlang::Lang;

/// Bytes of body that are enough to tell a language.
const SAMPLE: usize = 600;

/// Shorter bodies are not judged.
const SHORTEST: usize = 60;

/// In a body shorter than this, names weigh more than words: two words of English tell more than a comparison of letters.
const SHORT: usize = 300;

/// In a body shorter than this, one sentence, any such word does.
const SENTENCE: usize = 120;

/// BCP 47 tag of the language that the body is in. What a page declares holds unless the text is
/// surely in another language; the declaration also tells the region.
pub(crate) fn of(
    text: &str,
    paragraphs: &[Range<usize>],
    declared: Option<String>,
) -> Option<String> {
    let mut sample = String::new();
    for range in paragraphs {
        sample.push_str(&text[range.clone()]);
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    let sample = &sample[..sample.floor_char_boundary(SAMPLE)];
    if sample.len() < SHORTEST {
        return declared;
    }
    // Tables of figures have too few words of any language.
    let digits = sample.bytes().filter(u8::is_ascii_digit).count();
    if digits * 10 > sample.len() {
        return declared;
    }
    let (detected, reliable) = if is_plainly_english(sample) {
        ("en", true)
    } else {
        let Some(info) = whatlang::detect(sample) else {
            return declared;
        };
        if !info.is_reliable() && info.confidence() <= 0.5 {
            return declared;
        }
        if info.lang() != Lang::Eng && sample.len() < SHORT && has_english(sample) {
            return declared;
        }
        (tag(info.lang()), info.is_reliable())
    };
    match declared {
        Some(declared) if detected == primary(&declared) || !reliable => Some(declared),
        _ => Some(detected.to_owned()),
    }
}

/// Words that English prose is full of; hardly any is a word of another language.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "that", "with", "for", "from", "by", "has", "have", "had", "would", "said",
    "its", "this", "be", "been", "were", "which", "not", "are", "they", "who", "their", "will",
];
/// Words as frequent, some of which other languages have, too.
const FREQUENT: &[&str] = &[
    "to", "in", "a", "on", "as", "it", "was", "is", "an", "at", "he", "or", "but",
];

/// Whether a fifth of the words are frequent in English and a twelfth, four different ones, are hardly
/// found elsewhere. Nine in ten English texts are known so, in a small part of the time that a
/// comparison with all languages takes.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut english, mut frequent, mut met) = (0, 0, 0, 0u32);
    for word in sample.split(|c: char| !c.is_alphabetic()) {
        let is = |known: &&str| word.eq_ignore_ascii_case(known);
        words += usize::from(!word.is_empty());
        if let Some(index) = ENGLISH.iter().position(is) {
            english += 1;
            met |= 1 << index;
        } else if FREQUENT.iter().any(is) {
            frequent += 1;
        }
    }
    (english + frequent) * 5 >= words && english * 12 >= words && met.count_ones() >= 4
}

/// Whether a short text has two words that are frequent in English, one of them hardly found elsewhere, or a single
/// sentence has one.
fn has_english(sample: &str) -> bool {
    let count = |known: &[&str]| {
        sample
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
            .count()
    };
    let (english, frequent) = (count(ENGLISH), count(FREQUENT));
    english > 0 && english + frequent > 1 || sample.len() < SENTENCE && english + frequent > 0
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// ISO 639-1 where there is one, as BCP 47 demands; else the three letters of ISO 639-3.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_text(text: &str, declared: Option<&str>) -> Option<String> {
        of(
            text,
            std::slice::from_ref(&(0..text.len())),
            declared.map(str::to_owned),
        )
    }

    #[test]
    fn names_the_language_of_the_text() {
        let english = "The foreign ministers of the two countries met on Monday and agreed to resume the talks in spring.";
        let russian = "Министры иностранных дел двух стран встретились в понедельник и договорились возобновить переговоры.";
        let german = "Die Außenminister der beiden Länder trafen sich am Montag und vereinbarten, die Gespräche wieder aufzunehmen.";
        assert_eq!(of_text(english, None).as_deref(), Some("en"));
        assert!(is_plainly_english(
            "The envoys said that talks with the government of the island would be held by the end of May."
        ));
        assert!(!is_plainly_english(german) && !is_plainly_english(russian));
        assert_eq!(of_text(english, Some("en-GB")).as_deref(), Some("en-GB"));
        assert_eq!(of_text(russian, Some("en")).as_deref(), Some("ru"));
        assert_eq!(of_text(german, None).as_deref(), Some("de"));
        assert_eq!(of_text("Oslo.", None), None);
        let names = "Congo accuses Rwanda of supporting M23 rebels, a charge Kigali denies.";
        assert_ne!(of_text(names, None).as_deref(), Some("fi"));
        assert_eq!(
            of_text(
                "Shr 1.46 dlrs vs 1.41 dlrs, net 277.5 mln vs 268.3 mln, revs 2.13 billion vs 2.14 billion",
                None
            ),
            None
        );
    }
}
