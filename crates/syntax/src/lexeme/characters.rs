//! Character properties as Python's `str` methods define them: the original's features and patterns
//! rest on these, and Rust's own predicates differ from them (`char::is_alphabetic` takes in vowel
//! signs, `char::is_whitespace` leaves out the information separators).

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Characters of numeric type Digit that are no decimal digits (superscripts, circled digits), from
/// the Unicode character database.
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// Whether `c` is white space (`str.isspace`, and `\s` in patterns).
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r'
            | '\u{1c}'..=' '
            | '\u{85}'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

/// Whether `c` is a letter (`str.isalpha`).
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.general_category_group() == GeneralCategoryGroup::Letter
}

/// Whether `c` is upper case (`str.isupper` of one character).
pub(crate) fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// Whether `c` is a decimal digit (`str.isdecimal`, and `\d` in patterns).
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.general_category() == GeneralCategory::DecimalNumber
}

/// Whether `c` is a digit (`str.isdigit`).
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    is_decimal(c)
        || OTHER_DIGITS
            .iter()
            .any(|&(first, last)| (first..=last).contains(&code))
}

/// Whether `c` belongs to a word (`\w` in patterns).
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_differ_from_rusts_where_pythons_do() {
        assert!(is_space('\u{1f}') && !'\u{1f}'.is_whitespace());
        assert!(!is_space('\u{200b}') && !is_space('\u{180e}'));
        assert!(!is_alpha('\u{93e}') && '\u{93e}'.is_alphabetic());
        assert!(is_alpha('ª') && is_alpha('中') && !is_alpha('Ⅷ'));
        assert!(is_digit('²') && !is_decimal('²') && is_digit('٣') && !is_digit('½'));
        assert!(is_word('½') && is_word('_') && !is_word('\u{301}'));
    }
}
