//! The entity recogniser: a transition system that tags each word as beginning, inside, last, unit or
//! outside.

use std::ops::Range;

use crate::document::Entity;
use crate::labels::EntityType;
use crate::model::convert_moves::NO_LABEL;
use crate::model::{ModelError, Sections};
use crate::neural::moves::{Best, Moves};
use crate::neural::states::{StateBatch, StateModel, States};

/// Places that describe a state: the next word, the first and the last word of the open entity.
pub(crate) const PLACES: usize = 3;

/// Actions, numbered as in the model.
const BEGIN: usize = 1;
const INSIDE: usize = 2;
const LAST: usize = 3;
const UNIT: usize = 4;
const OUTSIDE: usize = 5;
const ACTIONS: usize = 6;

/// Words scored together.
const BLOCK: usize = 64;

/// The recogniser's network and moves.
pub(crate) struct Recognizer {
    /// The network.
    pub states: StateModel,
    begin: Range<usize>,
    unit: Range<usize>,
    outside: usize,
    /// For each beginning or unit move its type, with the moves that go on and end it.
    kinds: Vec<Option<EntityType>>,
    inside_of: [usize; EntityType::ALL.len()],
    last_of: [usize; EntityType::ALL.len()],
}

/// The words of one text, as the recogniser needs them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextWords<'a> {
    /// Number of the first word among the prepared states.
    pub first: usize,
    /// Number of the first word in the document.
    pub base: usize,
    /// Where sentences begin.
    pub starts: &'a [bool],
    /// Which words are white space.
    pub spaces: &'a [bool],
}

impl Recognizer {
    /// Takes the recogniser from a model file.
    pub(crate) fn load(sections: &Sections) -> Result<Self, ModelError> {
        let moves = Moves::load(sections, "ner", ACTIONS, EntityType::ALL.len())?;
        let bad = |reason: &str| ModelError::bad("ner.moves", reason);
        let kinds: Vec<Option<EntityType>> = (0..moves.len())
            .map(|index| {
                EntityType::ALL
                    .get(usize::from(moves.label(index).label))
                    .copied()
            })
            .collect();
        let table = |action: usize| {
            let mut moves_of = [usize::MAX; EntityType::ALL.len()];
            for index in moves.action(action) {
                if let Some(kind) = kinds[index] {
                    moves_of[kind as usize] = index;
                }
            }
            moves_of
        };
        let (inside_of, last_of) = (table(INSIDE), table(LAST));
        let begin = moves.action(BEGIN);
        if inside_of.contains(&usize::MAX)
            || last_of.contains(&usize::MAX)
            || begin.clone().any(|index| kinds[index].is_none())
        {
            return Err(bad("a type that cannot begin, go on or end"));
        }
        // The unit move without a type stands last and is never allowed.
        let mut unit = moves.action(UNIT);
        while !unit.is_empty() && moves.label(unit.end - 1).label == NO_LABEL {
            unit.end -= 1;
        }
        if unit.clone().any(|index| kinds[index].is_none()) || moves.action(OUTSIDE).len() != 1 {
            return Err(bad("a unit without a type, or not one move outside"));
        }
        let outside = moves.action(OUTSIDE).start;
        let states = StateModel::load(sections, "ner", PLACES, 1, moves.len())?;
        Ok(Self {
            states,
            begin,
            unit,
            outside,
            kinds,
            inside_of,
            last_of,
        })
    }

    /// Finds the entities of one text and adds them to `out`.
    pub(crate) fn recognize(
        &self,
        states: &States<'_>,
        text: &TextWords<'_>,
        batch: &mut StateBatch,
        out: &mut Vec<Entity>,
    ) {
        let length = text.starts.len();
        let mut open = None;
        // Outside an entity the state is the next word alone, so that many can be scored together.
        for block in (0..length).step_by(BLOCK) {
            let words = block..length.min(block + BLOCK);
            batch.clear();
            for word in words.clone() {
                states.describe(text.first, [word as i32], [-1, -1], batch);
            }
            states.score(batch);
            for (word, scores) in words.zip(batch.scores(states.columns())) {
                self.step(states, text, word, scores, &mut open, out);
            }
        }
    }

    /// Takes a word into the open entity, or begins one; `scores` are those outside an entity.
    fn step(
        &self,
        states: &States<'_>,
        text: &TextWords<'_>,
        word: usize,
        scores: &[f32],
        open: &mut Option<(usize, EntityType)>,
        out: &mut Vec<Entity>,
    ) {
        // An entity ends with its sentence.
        let ends = word + 1 == text.starts.len() || text.starts[word + 1];
        if let Some((start, kind)) = *open {
            if !ends && self.goes_on(states, text.first, start, word, kind) {
                return;
            }
            out.push(Entity {
                tokens: text.base + start..text.base + word + 1,
                kind,
            });
            *open = None;
            return;
        }
        if text.spaces[word] {
            return;
        }
        let mut best = Best::NONE;
        if !ends {
            best.consider(scores, self.begin.clone());
        }
        best.consider(scores, self.unit.clone());
        best.consider(scores, self.outside..self.outside + 1);
        let Some(kind) = self.kinds.get(best.index).copied().flatten() else {
            return;
        };
        if self.unit.contains(&best.index) {
            out.push(Entity {
                tokens: text.base + word..text.base + word + 1,
                kind,
            });
        } else {
            *open = Some((word, kind));
        }
    }

    /// Whether `word` is inside the entity that began at `start`, not its last word.
    fn goes_on(
        &self,
        states: &States<'_>,
        first: usize,
        start: usize,
        word: usize,
        kind: EntityType,
    ) -> bool {
        let mut batch = StateBatch::default();
        let inside = [start as i32, word as i32 - 1];
        states.describe(first, [word as i32], inside, &mut batch);
        states.score(&mut batch);
        batch.scores(states.columns()).next().is_some_and(|scores| {
            scores[self.inside_of[kind as usize]] >= scores[self.last_of[kind as usize]]
        })
    }
}
