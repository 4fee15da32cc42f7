//! A name of the files into the tokens that the English tokeniser would make of it.

use crate::fold::plain;

/// Abbreviations that keep their full stop.
const ABBREVIATIONS: [&str; 24] = [
    "St.", "Gen.", "Sen.", "Rep.", "Gov.", "Dr.", "Mr.", "Mrs.", "Ms.", "Jr.", "Sr.", "Inc.",
    "Corp.", "Co.", "Ltd.", "Lt.", "Col.", "Sgt.", "Maj.", "Adm.", "Prof.", "Rev.", "Mt.", "Bros.",
];

/// Those of them that the tokeniser knows, as files of role nouns write them.
const TITLES: [&str; 12] = [
    "gen.", "sen.", "rep.", "gov.", "adm.", "prof.", "rev.", "dr.", "inc.", "corp.", "co.", "ltd.",
];

/// The tokens of `name`, accents folded: split at white space, at hyphens and slashes between letters,
/// before `'s`, and around punctuation at the edges of words.
pub(crate) fn tokens(name: &str) -> Vec<String> {
    let name = plain(name);
    let mut out = Vec::new();
    for chunk in name.split_whitespace() {
        split_chunk(chunk, &mut out);
    }
    out
}

fn split_chunk(mut chunk: &str, out: &mut Vec<String>) {
    if matches!(chunk, "'s" | "'S") {
        out.push(chunk.to_owned());
        return;
    }
    while let Some(first) = chunk
        .chars()
        .next()
        .filter(|c| matches!(c, '(' | '[' | '"' | '\''))
    {
        if chunk.len() == first.len_utf8() {
            break;
        }
        out.push(first.to_string());
        chunk = &chunk[first.len_utf8()..];
    }
    let mut tail = Vec::new();
    loop {
        let cut = if let Some(stem) = chunk
            .strip_suffix("'s")
            .or_else(|| chunk.strip_suffix("'S"))
        {
            stem.len()
        } else if chunk.ends_with([',', ';', ':', ')', ']', '"', '\'', '!', '?'])
            || chunk.ends_with('.') && !keeps_stop(chunk)
        {
            chunk.len() - 1
        } else {
            break;
        };
        if cut == 0 {
            break;
        }
        tail.push(chunk[cut..].to_owned());
        chunk = &chunk[..cut];
    }
    split_inside(chunk, out);
    out.extend(tail.into_iter().rev());
}

/// Whether the stop belongs to the word: `U.S.`, `J.`, `St.`
fn keeps_stop(chunk: &str) -> bool {
    let stem = &chunk[..chunk.len() - 1];
    stem.contains('.')
        || stem.chars().count() <= 1
        || ABBREVIATIONS.contains(&chunk)
        || TITLES.contains(&chunk)
}

/// Splits at hyphens and commas between letters and at slashes before a letter.
fn split_inside(word: &str, out: &mut Vec<String>) {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut start = 0;
    for window in letters.windows(3) {
        let [(_, before), (at, mark), (after_at, after)] = *window else {
            continue;
        };
        let splits = match mark {
            '-' | ',' => before.is_alphabetic() && after.is_alphabetic(),
            '/' | ':' => before.is_alphanumeric() && after.is_alphabetic(),
            _ => false,
        };
        if splits {
            out.push(word[start..at].to_owned());
            out.push(mark.to_string());
            start = after_at;
        }
    }
    if start < word.len() {
        out.push(word[start..].to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn splits_as_the_tokeniser_does() {
        for (name, expected) in [
            ("Russia-NATO Council", "Russia|-|NATO|Council"),
            ("Bashar al-Assad", "Bashar|al|-|Assad"),
            ("Hamid Karzai's", "Hamid|Karzai|'s"),
            ("People’s Republic of China", "People|'s|Republic|of|China"),
            ("U.S.", "U.S."),
            ("Washington, D.C.", "Washington|,|D.C."),
            ("Côte d'Ivoire", "Cote|d'Ivoire"),
            ("G-8", "G-8"),
            ("St. Petersburg", "St.|Petersburg"),
            ("J. Edgar", "J.|Edgar"),
            ("Commandos.", "Commandos|."),
            ("(EU)", "(|EU|)"),
            ("and/or", "and|/|or"),
            ("'s", "'s"),
            ("", ""),
        ] {
            assert_eq!(tokens(name).join("|"), expected, "{name}");
        }
    }
}
