//! The tokenizer with a small set of rules, and on arbitrary text.

use super::*;
use crate::model::SectionsBuilder;

fn part(orth: &str, norm: Option<&str>) -> (String, Option<String>) {
    (orth.to_owned(), norm.map(str::to_owned))
}

fn tokenizer() -> Result<Tokenizer, String> {
    let source = RuleSource {
        prefixes: r#"^\(|^"|^'|^:|^\.\.+|^\$|^\+(?![0-9])|^…"#,
        suffixes: r#"\)$|"$|'$|,$|:$|'s$|\.\.+$|…$|(?<=[0-9])(?:km|m)$|(?<=[a-z\)"])\.$"#,
        infixes: r"\.\.+|(?<=[a-z])\.(?=[A-Z])|(?<=[A-Za-z0-9])(?:-|–|--)(?=[A-Za-z])",
        whole: r"(?u)^(?:\S+@)?(?:[a-z0-9-]+\.)+[a-z]{2,4}(?:/\S*)?$",
        special_cases: vec![
            vec![part("do", Some("do")), part("n't", Some("not"))],
            vec![part("U.S.", None)],
            vec![part(":)", None)],
            vec![part(":-(", Some(":("))],
            vec![part("'", None)],
            vec![part(" ", None)],
        ],
    };
    let (name, rules) = convert_rules(&source)?;
    let mut out = SectionsBuilder::new();
    out.add(name, rules);
    out.add_table(
        crate::lexeme::NORM_SECTION,
        &[[string_id("organise"), string_id("organize")]],
    );
    let sections = Sections::open(std::sync::Arc::new(out.finish())).map_err(|e| e.to_string())?;
    Tokenizer::from_sections(&sections).map_err(|error| error.to_string())
}

/// Tokens, with `_` where a space follows.
fn spelled(tokenizer: &Tokenizer, text: &str, cache: &mut LexemeCache) -> Vec<String> {
    let mut out = Vec::new();
    tokenizer.tokenize(text, &mut out, cache);
    out.iter()
        .map(|token| {
            let word = &text[token.start as usize..token.end as usize];
            format!("{word}{}", if token.space_after { "_" } else { "" })
        })
        .collect()
}

#[test]
fn affixes_infixes_and_special_cases_divide_chunks() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut cache = LexemeCache::new(1000);
    for (text, tokens) in [
        ("(The U.S. \"don't\".)", "( The_ U.S._ \" do n't \" . )"),
        (
            "Iran's well-known men...left.They",
            "Iran 's_ well - known_ men ... left . They",
        ),
        ("$5km, 10-year", "$ 5 km ,_ 10 - year"),
        (
            "see www.example.org/a,b. Or a@b.org:",
            "see_ www.example.org/a,b ._ Or_ a@b.org :",
        ),
        ("x:) (:) :-( ' a--b", "x :)_ ( :)_ :-(_ '_ a -- b"),
        (": ) : - (", ":_ )_ :_ -_ ("),
        ("-a- ...", "-a-_ ..."),
    ] {
        assert_eq!(
            spelled(&tokenizer, text, &mut cache).join(" "),
            tokens,
            "{text}"
        );
    }
    Ok(())
}

#[test]
fn white_space_beyond_one_space_makes_tokens() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut cache = LexemeCache::new(1000);
    for (text, tokens) in [
        ("", &[][..]),
        (" ", &[" "]),
        ("a ", &["a_"]),
        ("a  ", &["a_", " "]),
        (" a   b", &[" ", "a_", "  ", "b"]),
        ("a\nb \n c", &["a", "\n", "b_", "\n ", "c"]),
        (
            "a\u{a0}b\u{200b}\r\n",
            &["a", "\u{a0}", "b\u{200b}", "\r\n"],
        ),
    ] {
        assert_eq!(spelled(&tokenizer, text, &mut cache), tokens, "{text:?}");
    }
    Ok(())
}

#[test]
fn norms_come_from_the_case_then_the_table_then_the_word() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut cache = LexemeCache::new(1000);
    let mut out = Vec::new();
    tokenizer.tokenize("don't organise Talks n't", &mut out, &mut cache);
    let norms: Vec<u64> = out
        .iter()
        .map(|token| cache.lexeme(token.lexeme).norm)
        .collect();
    let wanted = ["do", "not", "organize", "talks", "n't"].map(string_id);
    assert_eq!(norms, wanted);
    Ok(())
}

/// A generator of the same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn character(&mut self) -> char {
        const COMMON: [char; 40] = [
            ' ', ' ', ' ', '\n', '\t', '\r', '\u{a0}', '\u{3000}', '\u{200b}', '\u{1f}', '(', ')',
            '"', '\'', '.', '.', '.', ',', ':', '-', '–', '$', '+', '…', 'a', 'b', 'n', 't', 's',
            'U', 'S', 'k', 'm', '5', '@', '/', 'é', '中', '😀', '\u{301}',
        ];
        if self.below(12) > 0 {
            return COMMON[self.below(COMMON.len())];
        }
        char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}')
    }
}

#[test]
fn tokens_and_spaces_spell_any_text() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut cache = LexemeCache::new(100);
    let mut numbers = Numbers(0x5eed);
    let mut out = Vec::new();
    for _ in 0..20_000 {
        let length = numbers.below(40);
        let text: String = (0..length).map(|_| numbers.character()).collect();
        tokenizer.tokenize(&text, &mut out, &mut cache);
        let mut again = String::new();
        for token in &out {
            assert!(token.start < token.end, "an empty token in {text:?}");
            assert_eq!(token.start as usize, again.len(), "a gap in {text:?}");
            again.push_str(&text[token.start as usize..token.end as usize]);
            if token.space_after {
                again.push(' ');
            }
        }
        assert_eq!(again, text);
    }
    Ok(())
}

#[test]
fn a_used_cache_changes_nothing() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut used = LexemeCache::new(50);
    let mut numbers = Numbers(7);
    for _ in 0..2_000 {
        let text: String = (0..30).map(|_| numbers.character()).collect();
        let fresh = spelled(&tokenizer, &text, &mut LexemeCache::new(50));
        assert_eq!(spelled(&tokenizer, &text, &mut used), fresh, "{text:?}");
    }
    Ok(())
}

#[test]
fn very_long_chunks_take_no_longer_than_their_length() -> Result<(), String> {
    let tokenizer = tokenizer()?;
    let mut cache = LexemeCache::new(1000);
    for unit in [
        "a", "(", "'", ".", "a.", "-a", "5km", "a@", ":)", "\u{301}", "a:@.",
    ] {
        let text = unit.repeat(50_000);
        let tokens = spelled(&tokenizer, &text, &mut cache);
        assert_eq!(tokens.concat(), text);
    }
    Ok(())
}
