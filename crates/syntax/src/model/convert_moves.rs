//! The moves of the two transition systems, in the order of the output layers.

use super::convert::WheelFiles;
use super::error::ConvertError;
use super::file::SectionsBuilder;
use super::msgpack::Packed;
use crate::labels::{Dep, EntityType};

/// Byte for "no label" in a move.
pub const NO_LABEL: u8 = u8::MAX;

/// Adds section `<name>.moves`: three bytes a move, its action, its label and the head's label of a
/// decorated relation (`prep||dobj` is a `prep` that belongs under a `dobj`).
///
/// # Errors
/// [`ConvertError`] when a label is not of the set.
pub fn add_moves(
    files: &WheelFiles<'_>,
    name: &str,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    let path = format!("{name}/moves");
    let file = Packed::decode(&path, &files.read(&path)?)?;
    let text = file
        .entry("moves")?
        .as_str()
        .ok_or_else(|| file.unexpected("no text"))?;
    let actions: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).map_err(|error| file.unexpected(error.to_string()))?;
    let mut actions: Vec<(u8, &serde_json::Value)> = actions
        .iter()
        .map(|(action, labels)| action.parse().ok().map(|action| (action, labels)))
        .collect::<Option<_>>()
        .ok_or_else(|| file.unexpected("an action that is no number"))?;
    actions.sort_unstable_by_key(|&(action, _)| action);
    let mut moves = Vec::new();
    for (action, labels) in actions {
        let mut labels: Vec<(u64, &str)> = labels
            .as_object()
            .and_then(|all| {
                all.iter()
                    .map(|(label, count)| Some((count.as_u64()?, label.as_str())))
                    .collect()
            })
            .ok_or_else(|| file.unexpected("an action without counted labels"))?;
        // The original numbers its moves by falling count, then by falling label.
        labels.sort_unstable_by(|one, other| other.cmp(one));
        for (_, label) in labels {
            let (label, under) = label.split_once("||").unwrap_or((label, ""));
            let number = |label: &str| match (label, name) {
                ("", _) => Some(NO_LABEL),
                (_, "parser") => Dep::parse(label).map(|dep| dep as u8),
                _ => EntityType::parse(label).map(|kind| kind as u8),
            };
            let (Some(label), Some(under)) = (number(label), number(under)) else {
                return Err(file.unexpected(format!("a label `{label}` that is not of the set")));
            };
            moves.extend_from_slice(&[action, label, under]);
        }
    }
    out.add(&format!("{name}.moves"), moves);
    Ok(())
}
