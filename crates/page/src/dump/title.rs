//! The headline of a flattened page.

use rustc_hash::FxHashSet as HashSet;

use super::lines::Line;
use crate::agency;
use crate::furniture::Furniture;

/// How many lines before the body a headline may stand.
const FARTHEST: usize = 60;

/// Chooses the line that is the headline: it stands before the body, reads as no sentence, and its
/// words come again in the first paragraphs. `None` where the page opens with its body.
pub(crate) fn choose(lines: &[Line], body: usize) -> Option<usize> {
    let lead: HashSet<u64> = lines[body..]
        .iter()
        .filter(|l| l.prose)
        .take(4)
        .flat_map(|l| l.subject().iter().copied())
        .collect();
    let mut best: Option<(f64, usize)> = None;
    for at in body.saturating_sub(FARTHEST)..body {
        let line = &lines[at];
        if line.furniture().is_some() || !(2..=32).contains(&line.words) || line.text.len() > 300 {
            continue;
        }
        let words = line.subject();
        if words.is_empty() || agency::is_known(&line.text) || line.text.is_date() {
            continue;
        }
        let known = words.iter().filter(|w| lead.contains(*w)).count() as f64;
        let overlap = known / words.len() as f64;
        let mut score = 3.0 * overlap + 0.35 * known.min(5.0);
        score += match line.words {
            2 => -1.0,
            3 => -0.2,
            4..=18 => 0.8,
            19..=24 => 0.2,
            _ => -0.8,
        };
        if line.text.ends_with('.') && !line.text.ends_with("..") {
            score -= 1.6;
        }
        if line.text.ends_with(':') {
            score -= 0.7;
        }
        // A standfirst quotes or tells who said it.
        if line.text.starts_with(['"', '“', '«'])
            && (line.text.ends_with(|c: char| c.is_lowercase()) && line.words > 8)
        {
            score -= 1.5;
        }
        // The copy right above the body is the page's own; copies count once, at the last place.
        if line.copies > 1 {
            score += 0.6;
        }
        if line.blanks_before > 0 {
            score += 0.3;
        }
        if lines.get(at + 1).is_some_and(|next| next.blanks_before > 0) {
            score += 0.3;
        }
        let follows = lines[at + 1..body.min(at + 5).max(at + 1)]
            .iter()
            .any(|l| l.furniture() == Some(Furniture::Header) || l.text.is_date());
        if follows {
            score += 0.7;
        }
        score -= 0.04 * (body - at) as f64;
        let better = match best {
            // Of two copies the later one stands; of a title and its standfirst the earlier.
            Some((top, chosen)) => {
                score > top + 0.25 || lines[chosen].squashed() == line.squashed()
            }
            None => true,
        };
        if better {
            best = Some((score, at));
        }
    }
    best.filter(|(score, _)| *score > 1.0).map(|(_, at)| at)
}
