//! The dependency parser: a greedy arc-eager transition system with sentence breaks.

pub(crate) mod tree;

use std::ops::Range;

use crate::labels::Dep;
use crate::model::convert_moves::NO_LABEL;
use crate::model::{ModelError, Sections};
use crate::neural::moves::{Best, Moves};
use crate::neural::states::{StateBatch, StateModel, States};

/// Places that describe a state.
pub(crate) const PLACES: usize = 8;

/// Actions, numbered as in the model.
const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;
const ACTIONS: usize = 5;

/// No word.
const NONE: i32 = -1;

/// The parser's network and moves.
pub(crate) struct Parser {
    /// The network.
    pub states: StateModel,
    moves: Moves,
}

/// What the parser finds for the words of one text, and its buffers.
#[derive(Default)]
pub(crate) struct Parse {
    /// Each word's head, or −1.
    heads: Vec<i32>,
    /// Each word's move that made its arc.
    arcs: Vec<u16>,
    /// The dependent of each word added last on its left, and on its right.
    last_left: Vec<i32>,
    last_right: Vec<i32>,
    /// The dependent of the same head added before this one, on the same side.
    previous: Vec<i32>,
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
    stack: Vec<i32>,
    /// Words put back in front of the buffer, the next one last.
    returned: Vec<i32>,
    /// First word of the buffer that was never on the stack.
    next: i32,
    length: i32,
}

impl Parser {
    /// Takes the parser from a model file.
    pub(crate) fn load(sections: &Sections) -> Result<Self, ModelError> {
        let moves = Moves::load(sections, "parser", ACTIONS, Dep::ALL.len())?;
        let bad = |reason: &str| ModelError::bad("parser.moves", reason);
        for (action, alone) in [
            (SHIFT, true),
            (REDUCE, true),
            (BREAK, true),
            (LEFT, false),
            (RIGHT, false),
        ] {
            let range = moves.action(action);
            if range.is_empty() || (alone && range.len() > 1) {
                return Err(bad("an action with too few or too many moves"));
            }
            if !alone
                && range
                    .clone()
                    .any(|index| moves.label(index).label == NO_LABEL)
            {
                return Err(bad("an arc without a label"));
            }
        }
        let states = StateModel::load(sections, "parser", PLACES, PLACES, moves.len())?;
        Ok(Self { states, moves })
    }

    /// Parses each of `texts`, ranges of the words of `states`, into the parse at its place in `parses`.
    ///
    /// All texts go forward together, each by a move at a time, so that their states are scored
    /// together; none sees the others.
    pub(crate) fn parse(
        &self,
        states: &States<'_>,
        texts: &[Range<usize>],
        parses: &mut Vec<Parse>,
        batch: &mut StateBatch,
    ) {
        if parses.len() < texts.len() {
            parses.resize_with(texts.len(), Parse::default);
        }
        for (parse, text) in parses.iter_mut().zip(texts) {
            parse.reset(text.len());
        }
        let mut deciding = Vec::with_capacity(texts.len());
        loop {
            batch.clear();
            deciding.clear();
            for (index, (text, parse)) in texts.iter().zip(&mut *parses).enumerate() {
                self.take_forced(parse);
                if parse.unfinished() {
                    states.describe(text.start, parse.places(), [], batch);
                    deciding.push(index);
                }
            }
            if deciding.is_empty() {
                return;
            }
            states.score(batch);
            for (&index, scores) in deciding.iter().zip(batch.scores(states.columns())) {
                self.take_best(&mut parses[index], scores);
            }
        }
    }

    /// Takes moves as long as one action without labels is all that may follow: no score is needed.
    fn take_forced(&self, parse: &mut Parse) {
        while parse.unfinished() {
            let action = match parse.valid() {
                [true, false, false, false, false] => SHIFT,
                [false, true, false, false, false] => REDUCE,
                _ => return,
            };
            parse.take(action, self.moves.action(action).start as u16);
        }
    }

    /// Takes the valid move with the highest score.
    fn take_best(&self, parse: &mut Parse, scores: &[f32]) {
        let valid = parse.valid();
        let (mut best, mut action) = (Best::NONE, None);
        for (candidate, valid) in valid.into_iter().enumerate() {
            let before = best.index;
            if valid {
                best.consider(scores, self.moves.action(candidate));
            }
            if best.index != before {
                action = Some(candidate);
            }
        }
        // Scores that are no numbers (a foreign model file) must not stall the parser.
        let action = action.unwrap_or_else(|| {
            let action = valid.iter().position(|&valid| valid).unwrap_or(REDUCE);
            best.index = self.moves.action(action).start;
            action
        });
        parse.take(action, best.index as u16);
    }

    /// The relation of `word` to its head, and for a decorated relation the label to look for.
    pub(crate) fn label(&self, parse: &Parse, word: usize) -> (Dep, Option<Dep>) {
        if parse.heads[word] < 0 {
            return (Dep::Root, None);
        }
        let label = self.moves.label(usize::from(parse.arcs[word]));
        let dep = Dep::ALL
            .get(usize::from(label.label))
            .copied()
            .unwrap_or(Dep::Dep);
        (dep, Dep::ALL.get(usize::from(label.under)).copied())
    }
}

impl Parse {
    /// The head of `word`; its own for a root.
    pub(crate) fn head(&self, word: usize) -> u32 {
        u32::try_from(self.heads[word]).unwrap_or(word as u32)
    }

    fn reset(&mut self, length: usize) {
        for list in [
            &mut self.heads,
            &mut self.last_left,
            &mut self.last_right,
            &mut self.previous,
        ] {
            list.clear();
            list.resize(length, NONE);
        }
        self.arcs.clear();
        self.arcs.resize(length, 0);
        for flags in [&mut self.unshiftable, &mut self.starts] {
            flags.clear();
            flags.resize(length, false);
        }
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
        self.length = length as i32;
    }

    fn buffered(&self) -> usize {
        (self.length - self.next) as usize + self.returned.len()
    }

    fn unfinished(&self) -> bool {
        !self.stack.is_empty() || self.buffered() > 0
    }

    /// Word `index` of the buffer.
    fn buffer(&self, index: usize) -> i32 {
        if index < self.returned.len() {
            return self.returned[self.returned.len() - 1 - index];
        }
        let word = self.next + (index - self.returned.len()) as i32;
        if word < self.length { word } else { NONE }
    }

    /// Word `index` of the stack, from its top.
    fn stacked(&self, index: usize) -> i32 {
        if index < self.stack.len() {
            self.stack[self.stack.len() - 1 - index]
        } else {
            NONE
        }
    }

    fn flag(flags: &[bool], word: i32) -> bool {
        usize::try_from(word).is_ok_and(|word| flags[word])
    }

    /// Which actions may follow.
    fn valid(&self) -> [bool; ACTIONS] {
        let (depth, buffered) = (self.stack.len(), self.buffered());
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        let broken = Self::flag(&self.starts, b0);
        let shift = depth == 0 || (buffered >= 2 && !broken && !Self::flag(&self.unshiftable, b0));
        let arc = depth > 0 && buffered > 0 && !broken;
        let breaks = buffered >= 2 && b1 == b0 + 1 && !Self::flag(&self.starts, b1);
        [shift, depth > 0, arc, arc, breaks]
    }

    /// The words that describe the state.
    fn places(&self) -> [i32; PLACES] {
        let of = |list: &[i32], word: i32| usize::try_from(word).map_or(NONE, |word| list[word]);
        let (b0, s0) = (self.buffer(0), self.stacked(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.stacked(1),
            self.stacked(2),
            of(&self.last_left, b0),
            of(&self.last_left, s0),
            of(&self.last_right, s0),
        ]
    }

    fn take(&mut self, action: usize, chosen: u16) {
        let (b0, b1, s0) = (self.buffer(0), self.buffer(1), self.stacked(0));
        match action {
            SHIFT => self.push(),
            REDUCE => {
                if self.heads[s0 as usize] < 0 && self.stack.len() > 1 {
                    self.unshiftable[s0 as usize] = true;
                    self.returned.push(s0);
                }
                self.stack.pop();
            }
            LEFT => {
                self.add_arc(b0, s0, chosen);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.add_arc(s0, b0, chosen);
                self.push();
            }
            _ => self.starts[b1 as usize] = true,
        }
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn add_arc(&mut self, head: i32, child: i32, chosen: u16) {
        let at = child as usize;
        if self.heads[at] >= 0 {
            self.remove_arc(self.heads[at], child);
        }
        let last = if head > child {
            &mut self.last_left
        } else {
            &mut self.last_right
        };
        self.previous[at] = last[head as usize];
        last[head as usize] = child;
        self.heads[at] = head;
        self.arcs[at] = chosen;
    }

    fn remove_arc(&mut self, head: i32, child: i32) {
        let last = if head > child {
            &mut self.last_left
        } else {
            &mut self.last_right
        };
        let before = self.previous[child as usize];
        let mut word = last[head as usize];
        if word == child {
            last[head as usize] = before;
            return;
        }
        while word >= 0 {
            let earlier = self.previous[word as usize];
            if earlier == child {
                self.previous[word as usize] = before;
                return;
            }
            word = earlier;
        }
    }
}
