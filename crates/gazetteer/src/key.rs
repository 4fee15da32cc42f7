//! Names as they are compared: letters and digits alone, small and without accents.

use unicode_normalization::UnicodeNormalization;

/// What names are compared by: "Saint-Étienne" and "saint etienne" have one key. Blanks, hyphens and
/// apostrophes do not count, as papers do not agree on them ("Deir ez-Zor", "Dayr az Zawr").
///
/// ```
/// assert_eq!(detente_gazetteer::key("Deir ez-Zor"), "deirezzor");
/// assert_eq!(detente_gazetteer::key("St. Pölten"), "stpolten");
/// ```
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    push(&mut key, name);
    key
}

/// Adds the key of `word` to `key`.
pub(crate) fn push(key: &mut String, word: &str) {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        key.extend(letters.map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    for letter in word.nfd() {
        match letter {
            'ø' | 'Ø' => key.push('o'),
            'ł' | 'Ł' => key.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => key.push('d'),
            'ı' => key.push('i'),
            'ə' | 'Ə' => key.push('a'),
            'ß' => key.push_str("ss"),
            'æ' | 'Æ' => key.push_str("ae"),
            'œ' | 'Œ' => key.push_str("oe"),
            'þ' | 'Þ' => key.push_str("th"),
            // Hamza and ayn, which papers leave out.
            'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' | 'ʹ' => {}
            other if other.is_alphanumeric() => key.extend(other.to_lowercase()),
            _ => {}
        }
    }
}
