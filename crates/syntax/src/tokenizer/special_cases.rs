//! Chunks with a fixed division into tokens: contractions, abbreviations, emoticons.
//!
//! A special case applies in two ways: to a whole chunk (or what affixes leave of one), and afterwards
//! to a run of tokens that together spell it, because affixes may have cut it apart. The second way is
//! only open to the cases that affixes can cut apart.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::TokenSpan;
use crate::lexeme::LexemeCache;

/// One token of a special case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// The token as written.
    pub orth: String,
    /// Its normal form, where the case gives one.
    pub norm: Option<u64>,
}

/// Special cases as the model file keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct SpecialCaseTable {
    /// The tokens of each case; together they spell the chunk.
    pub cases: Vec<Vec<Part>>,
    /// Sequences of words (by number) that spell a case once affixes have cut it apart.
    pub cut: Vec<Vec<u64>>,
}

#[derive(Debug, Clone, Default)]
struct State {
    next: Vec<(u64, u16)>,
    ends_case: bool,
}

/// Special cases ready for use.
#[derive(Debug, Clone)]
pub(crate) struct SpecialCases {
    cases: Vec<Vec<Part>>,
    by_chunk: FxHashMap<String, u32>,
    longest: usize,
    /// A trie of the cut sequences; the first state is its root.
    states: Vec<State>,
    starts: FxHashMap<u64, u16>,
}

/// A run of tokens that may spell a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Candidate {
    start: usize,
    end: usize,
}

impl SpecialCases {
    pub fn new(table: SpecialCaseTable) -> Result<Self, String> {
        let spelled = |parts: &[Part]| parts.iter().map(|part| part.orth.as_str()).collect();
        let by_chunk: FxHashMap<String, u32> = table
            .cases
            .iter()
            .zip(0..)
            .map(|(parts, index)| (spelled(parts), index))
            .collect();
        let longest = by_chunk.keys().map(String::len).max().unwrap_or(0);
        let mut states = vec![State::default()];
        for sequence in &table.cut {
            let mut at = 0;
            for &word in sequence {
                let known = states[at].next.iter().find(|&&(known, _)| known == word);
                at = if let Some(&(_, next)) = known {
                    usize::from(next)
                } else {
                    let next = u16::try_from(states.len()).map_err(|_| "too many special cases")?;
                    states[at].next.push((word, next));
                    states.push(State::default());
                    usize::from(next)
                };
            }
            states[at].ends_case = at != 0;
        }
        let starts = states[0].next.iter().copied().collect();
        Ok(Self {
            cases: table.cases,
            by_chunk,
            longest,
            states,
            starts,
        })
    }

    /// The tokens of the special case `chunk`, if it is one.
    pub fn get(&self, chunk: &str) -> Option<&[Part]> {
        if chunk.len() > self.longest {
            return None;
        }
        let index = *self.by_chunk.get(chunk)?;
        Some(&self.cases[index as usize])
    }

    /// Where cut sequences that begin with word number `orth` are found; 0 for none.
    pub fn start(&self, orth: u64) -> u16 {
        self.starts.get(&orth).copied().unwrap_or(0)
    }

    /// All cut sequences in `tokens` that begin at token `start`.
    fn candidates(
        &self,
        tokens: &[TokenSpan],
        start: usize,
        cache: &LexemeCache,
        found: &mut Vec<Candidate>,
    ) {
        let mut state = cache.lexeme(tokens[start].lexeme).special_start;
        for end in start + 1..=tokens.len() {
            let known = &self.states[usize::from(state)];
            if known.ends_case {
                found.push(Candidate { start, end });
            }
            let Some(token) = tokens.get(end) else { break };
            if known.next.is_empty() {
                break;
            }
            let orth = cache.lexeme(token.lexeme).orth;
            match known.next.iter().find(|&&(word, _)| word == orth) {
                Some(&(_, next)) => state = next,
                None => break,
            }
        }
    }

    /// Puts special cases in place of the runs of tokens that spell them. `starts` are the tokens at
    /// which a cut sequence may begin, in order; `lexeme_of` numbers the tokens of a case.
    pub fn merge(
        &self,
        text: &str,
        tokens: &mut Vec<TokenSpan>,
        starts: &[u32],
        cache: &mut LexemeCache,
        mut lexeme_of: impl FnMut(&Part, &mut LexemeCache) -> u32,
    ) {
        let mut found = Vec::new();
        for &start in starts {
            self.candidates(tokens, start as usize, cache, &mut found);
        }
        if found.is_empty() {
            return;
        }
        let kept = longest_first(found);
        let old = std::mem::take(tokens);
        tokens.reserve(old.len() + 8);
        let mut done = 0;
        for Candidate { start, end } in kept {
            let (first, last) = (old[start], old[end - 1]);
            let spelled = &text[first.start as usize..last.end as usize];
            // Tokens that stand apart do not spell a case, but as in the original they have kept
            // shorter runs from being looked at.
            let Some(parts) = self.get(spelled) else {
                continue;
            };
            tokens.extend_from_slice(&old[done..start]);
            let mut at = first.start;
            for part in parts {
                let end = at + part.orth.len() as u32;
                let lexeme = lexeme_of(part, cache);
                tokens.push(TokenSpan {
                    start: at,
                    end,
                    space_after: false,
                    lexeme,
                });
                at = end;
            }
            if let Some(token) = tokens.last_mut() {
                token.space_after = last.space_after;
            }
            done = end;
        }
        tokens.extend_from_slice(&old[done..]);
    }
}

/// The candidates to use, in text order: the longest first, the first of equally long ones; one that
/// begins or ends inside a longer one is dropped, and even a dropped one shuts out those after it.
fn longest_first(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_unstable_by(|a, b| {
        (b.end - b.start)
            .cmp(&(a.end - a.start))
            .then(a.start.cmp(&b.start))
    });
    let mut taken = rustc_hash::FxHashSet::default();
    let mut kept = Vec::new();
    for candidate in found {
        if !taken.contains(&candidate.start) && !taken.contains(&(candidate.end - 1)) {
            kept.push(candidate);
        }
        taken.extend(candidate.start..candidate.end);
    }
    kept.sort_unstable_by_key(|candidate| candidate.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_candidate_shuts_out_others() {
        let run = |start, end| Candidate { start, end };
        assert_eq!(
            longest_first(vec![run(0, 3), run(2, 4), run(3, 4), run(5, 6), run(4, 6)]),
            [run(0, 3), run(4, 6)]
        );
    }
}
