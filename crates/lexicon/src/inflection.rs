//! The number of English nouns, as far as the lexicon's nouns need it.

/// The plural of a lower-case noun; a noun that ends in `s` already counts as one.
pub(crate) fn plural(noun: &str) -> String {
    for (singular, plural) in [
        ("person", "people"),
        ("child", "children"),
        ("chief of staff", "chiefs of staff"),
    ] {
        if noun == singular {
            return plural.to_owned();
        }
    }
    if let Some(stem) = noun.strip_suffix("man") {
        // "human" and "German" end so too, and take an s.
        if !matches!(noun, "human" | "ottoman" | "shaman" | "roman") {
            return format!("{stem}men");
        }
    }
    if let Some(stem) = noun.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if noun.ends_with("ss")
        || noun.ends_with("sh")
        || noun.ends_with("ch")
        || noun.ends_with(['x', 'z'])
    {
        return format!("{noun}es");
    }
    if noun.ends_with('s') {
        noun.to_owned()
    } else {
        format!("{noun}s")
    }
}

/// Whether two lower-case words are the same but for a plural `s`.
pub(crate) fn same_number(word: &str, own: &str) -> bool {
    word == own || word.strip_suffix('s') == Some(own) || own.strip_suffix('s') == Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_plurals() {
        for (noun, expected) in [
            ("minister", "ministers"),
            ("ministry", "ministries"),
            ("spokeswoman", "spokeswomen"),
            ("convoy", "convoys"),
            ("coach", "coaches"),
            ("forces", "forces"),
            ("businessperson", "businesspersons"),
        ] {
            assert_eq!(plural(noun), expected);
        }
    }
}
