//! The language of a text.

use std::ops::Range;

use whatlang::Lang;

/// Bytes of body that are enough to tell a language.
const SAMPLE: usize = 600;

/// Shorter bodies are not judged.
const SHORTEST: usize = 60;

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
    let Some(info) = whatlang::detect(sample) else {
        return declared;
    };
    let detected = tag(info.lang());
    match declared {
        Some(declared) if detected == primary(&declared) || !info.is_reliable() => Some(declared),
        _ if info.is_reliable() || info.confidence() > 0.5 => Some(detected.to_owned()),
        declared => declared,
    }
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
        assert_eq!(of_text(english, Some("en-GB")).as_deref(), Some("en-GB"));
        assert_eq!(of_text(russian, Some("en")).as_deref(), Some("ru"));
        assert_eq!(of_text(german, None).as_deref(), Some("de"));
        assert_eq!(of_text("Oslo.", None), None);
        assert_eq!(
            of_text(
                "Shr 1.46 dlrs vs 1.41 dlrs, net 277.5 mln vs 268.3 mln, revs 2.13 billion vs 2.14 billion",
                None
            ),
            None
        );
    }
}
