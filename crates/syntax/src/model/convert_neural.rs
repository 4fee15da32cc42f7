//! The neural side of the conversion: the parameters of encoder, tagger, parser and recogniser, laid
//! out as the kernels read them, and the static vectors.

use rmpv::Value;

use super::convert::WheelFiles;
use super::convert_moves::add_moves;
use super::error::ConvertError;
use super::file::SectionsBuilder;
use super::msgpack::{Array, Packed, bytes_of, field};
use crate::kernels::{HIDDEN, HIDDEN_WIDE, PANEL, PIECES, WIDE, WIDTH, pack};
use crate::labels::Tag;

/// Width of the static vectors.
const VECTOR: usize = 300;
/// Columns that the encoder hashes, in order; the recogniser's encoder has the first four.
const COLUMNS: [&str; 6] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];

/// Adds the sections of the neural side.
///
/// # Errors
/// [`ConvertError`] when the package holds another architecture.
pub fn add_neural_sections(
    files: &WheelFiles<'_>,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    let vectors = read_vectors(files)?;
    add_keys(files, vectors.shape[0], out)?;
    let tok2vec = Network::read(files, "tok2vec/model")?;
    add_encoder(&tok2vec, "encoder", &COLUMNS, &vectors, out)?;
    add_tagger(files, out)?;
    let parser = Network::read(files, "parser/model")?;
    add_transition_layers(&parser, "parser", 8, out)?;
    add_moves(files, "parser", out)?;
    let ner = Network::read(files, "ner/model")?;
    add_encoder(&ner, "ner_encoder", &COLUMNS[..4], &vectors, out)?;
    add_transition_layers(&ner, "ner", 3, out)?;
    add_moves(files, "ner", out)
}

/// A component's model: its nodes in order, each with parameters and attributes.
struct Network<'a> {
    file: Packed<'a>,
}

impl<'a> Network<'a> {
    fn read(files: &WheelFiles<'_>, path: &'a str) -> Result<Self, ConvertError> {
        Ok(Self {
            file: Packed::decode(path, &files.read(path)?)?,
        })
    }

    /// Indices of the nodes named `name`.
    fn nodes(&self, name: &str) -> Result<Vec<usize>, ConvertError> {
        let nodes = self.file.list("nodes")?;
        let is = |node: &Value| {
            field(node, "name")
                .and_then(bytes_of)
                .is_some_and(|bytes| bytes == name.as_bytes())
        };
        Ok((0..nodes.len())
            .filter(|&index| is(&nodes[index]))
            .collect())
    }

    fn node(&self, name: &str) -> Result<usize, ConvertError> {
        match self.nodes(name)?[..] {
            [only] => Ok(only),
            ref all => Err(self
                .file
                .unexpected(format!("{} layers `{name}`, not one", all.len()))),
        }
    }

    fn parameter(
        &self,
        node: usize,
        name: &str,
        shape: &[usize],
    ) -> Result<Vec<f32>, ConvertError> {
        let array = self
            .file
            .list("params")?
            .get(node)
            .and_then(|parameters| field(parameters, name))
            .and_then(Array::read)
            .ok_or_else(|| {
                self.file
                    .unexpected(format!("layer {node} has no floats `{name}`"))
            })?;
        if array.shape != shape {
            let reason = format!(
                "`{name}` of layer {node} is {:?}, not {shape:?}",
                array.shape
            );
            return Err(self.file.unexpected(reason));
        }
        Ok(array.values)
    }

    /// The shape of a parameter.
    fn shape(&self, node: usize, name: &str) -> Option<Vec<usize>> {
        let parameters = self.file.list("params").ok()?.get(node)?;
        Some(Array::read(field(parameters, name)?)?.shape)
    }

    /// An attribute of a node, decoded from its own msgpack.
    fn attribute(&self, node: usize, name: &str) -> Result<Value, ConvertError> {
        self.file
            .list("attrs")?
            .get(node)
            .and_then(|attributes| field(attributes, name))
            .and_then(bytes_of)
            .and_then(|mut bytes| rmpv::decode::read_value(&mut bytes).ok())
            .ok_or_else(|| {
                self.file
                    .unexpected(format!("layer {node} has no attribute `{name}`"))
            })
    }
}

fn add_encoder(
    network: &Network<'_>,
    name: &str,
    columns: &[&str],
    vectors: &Array,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    let file = &network.file;
    let found = network.attribute(network.node("extract_features")?, "columns")?;
    let found: Option<Vec<&str>> = found
        .as_array()
        .and_then(|all| all.iter().map(Value::as_str).collect());
    if found.as_deref() != Some(columns) {
        return Err(file.unexpected(format!("columns {found:?}, not {columns:?}")));
    }
    let embeddings = network.nodes("hashembed")?;
    if embeddings.len() != columns.len() {
        return Err(file.unexpected("not one hash embedding a column"));
    }
    let mut seeds = Vec::new();
    for (index, &node) in embeddings.iter().enumerate() {
        let column = network.attribute(node, "column")?.as_u64();
        let seed = network.attribute(node, "seed")?.as_u64();
        let (Some(seed), true) = (seed, column == Some(index as u64)) else {
            return Err(file.unexpected("hash embeddings out of order"));
        };
        seeds.push(u32::try_from(seed).map_err(|_| file.unexpected("a seed is too large"))?);
        let rows = network
            .shape(node, "E")
            .and_then(|shape| shape.first().copied())
            .unwrap_or(0);
        if rows == 0 {
            return Err(file.unexpected("an empty hash embedding"));
        }
        out.add_table(
            &format!("{name}.hash.{index}"),
            &network.parameter(node, "E", &[rows, WIDTH])?,
        );
    }
    out.add_table(&format!("{name}.seeds"), &seeds);
    let projection = network.parameter(network.node("static_vectors")?, "W", &[WIDTH, VECTOR])?;
    out.add_table(&format!("{name}.static"), &project(vectors, &projection));

    let (maxouts, norms) = (network.nodes("maxout")?, network.nodes("layernorm")?);
    if maxouts.len() != 5 || norms.len() != 5 {
        return Err(file.unexpected("not five maxout layers with layer norm"));
    }
    let mixed = (columns.len() + 1) * WIDTH;
    for (index, (&maxout, &norm)) in maxouts.iter().zip(&norms).enumerate() {
        let (layer, inner) = if index == 0 {
            ("mix".to_owned(), mixed)
        } else {
            (format!("window.{}", index - 1), 3 * WIDTH)
        };
        let weights = network.parameter(maxout, "W", &[WIDTH, PIECES, inner])?;
        let bias = network.parameter(maxout, "b", &[WIDTH, PIECES])?;
        let weights = pieces_first(&weights, WIDTH, PIECES, inner);
        out.add_table(
            &format!("{name}.{layer}.weights"),
            &pack(&weights, WIDE, inner),
        );
        out.add_table(
            &format!("{name}.{layer}.bias"),
            &pieces_first(&bias, WIDTH, PIECES, 1),
        );
        out.add_table(
            &format!("{name}.{layer}.gain"),
            &network.parameter(norm, "G", &[WIDTH])?,
        );
        out.add_table(
            &format!("{name}.{layer}.shift"),
            &network.parameter(norm, "b", &[WIDTH])?,
        );
    }
    Ok(())
}

/// Reorders `[output][piece][inner]` to `[piece][output][inner]`, so that maxout compares blocks.
fn pieces_first(values: &[f32], outputs: usize, pieces: usize, inner: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(values.len());
    for piece in 0..pieces {
        for output in 0..outputs {
            let at = (output * pieces + piece) * inner;
            out.extend_from_slice(&values[at..at + inner]);
        }
    }
    out
}

/// Each static vector times the projection: done once here, not for every word.
fn project(vectors: &Array, projection: &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(vectors.shape[0] * WIDTH);
    for vector in vectors.values.chunks_exact(VECTOR) {
        for row in projection.chunks_exact(VECTOR) {
            let mut lanes = [0.0f64; 4];
            for (v, w) in vector.as_chunks::<4>().0.iter().zip(row.as_chunks::<4>().0) {
                for lane in 0..4 {
                    lanes[lane] += f64::from(v[lane]) * f64::from(w[lane]);
                }
            }
            out.push(lanes.iter().sum::<f64>() as f32);
        }
    }
    out
}

fn add_tagger(files: &WheelFiles<'_>, out: &mut SectionsBuilder) -> Result<(), ConvertError> {
    let network = Network::read(files, "tagger/model")?;
    let settings = files.read("tagger/cfg")?;
    let unexpected = |reason: &str| ConvertError::unexpected("tagger/cfg", reason);
    let settings: serde_json::Value =
        serde_json::from_slice(&settings).map_err(|error| unexpected(&error.to_string()))?;
    let labels = settings["labels"]
        .as_array()
        .ok_or_else(|| unexpected("no labels"))?;
    let tags: Vec<u8> = labels
        .iter()
        .map(|label| label.as_str().and_then(Tag::parse).map(|tag| tag as u8))
        .collect::<Option<_>>()
        .ok_or_else(|| unexpected("a tag that is not of the set"))?;
    let node = network.node("softmax")?;
    let weights = network.parameter(node, "W", &[tags.len(), WIDTH])?;
    let bias = network.parameter(node, "b", &[tags.len()])?;
    out.add_table("tagger.weights", &pack(&weights, tags.len(), WIDTH));
    out.add_table("tagger.bias", &bias);
    out.add("tagger.tags", tags);
    Ok(())
}

fn add_transition_layers(
    network: &Network<'_>,
    name: &str,
    features: usize,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    let file = &network.file;
    let affine = network.node("precomputable_affine")?;
    let weights = network.parameter(affine, "W", &[features, HIDDEN, 2, HIDDEN])?;
    let bias = network.parameter(affine, "b", &[HIDDEN, 2])?;
    let pad = network.parameter(affine, "pad", &[1, features, HIDDEN, 2])?;
    let mut by_feature = Vec::with_capacity(weights.len());
    let mut pads = Vec::with_capacity(pad.len());
    for feature in 0..features {
        let size = HIDDEN_WIDE * HIDDEN;
        by_feature.extend(pieces_first(
            &weights[feature * size..(feature + 1) * size],
            HIDDEN,
            2,
            HIDDEN,
        ));
        let at = feature * HIDDEN_WIDE;
        pads.extend(pieces_first(&pad[at..at + HIDDEN_WIDE], HIDDEN, 2, 1));
    }
    out.add_table(
        &format!("{name}.features.weights"),
        &pack(&by_feature, features * HIDDEN_WIDE, HIDDEN),
    );
    out.add_table(&format!("{name}.features.pad"), &pads);
    out.add_table(
        &format!("{name}.features.bias"),
        &pieces_first(&bias, HIDDEN, 2, 1),
    );

    // The two linear layers: first the output layer, then the one that narrows the encoder's vector.
    let (mut reduced, mut scored) = (false, false);
    for node in network.nodes("linear")? {
        let shape = network.shape(node, "W").unwrap_or_default();
        if shape == [HIDDEN, WIDTH] && !reduced {
            reduced = true;
            let weights = network.parameter(node, "W", &shape)?;
            out.add_table(
                &format!("{name}.reduce.weights"),
                &pack(&weights, HIDDEN, WIDTH),
            );
            out.add_table(
                &format!("{name}.reduce.bias"),
                &network.parameter(node, "b", &[HIDDEN])?,
            );
        } else if shape.len() == 2 && shape[1] == HIDDEN && !scored {
            scored = true;
            let weights = network.parameter(node, "W", &shape)?;
            let mut bias = network.parameter(node, "b", &[shape[0]])?;
            bias.resize(shape[0].next_multiple_of(PANEL), 0.0);
            out.add_table(
                &format!("{name}.scores.weights"),
                &pack(&weights, shape[0], HIDDEN),
            );
            out.add_table(&format!("{name}.scores.bias"), &bias);
        } else {
            return Err(file.unexpected(format!("a linear layer of shape {shape:?}")));
        }
    }
    if reduced && scored {
        Ok(())
    } else {
        Err(file.unexpected("a linear layer is missing"))
    }
}

/// The static vectors: a `.npy` file of floats.
fn read_vectors(files: &WheelFiles<'_>) -> Result<Array, ConvertError> {
    let path = "vocab/vectors";
    let unexpected = |reason: &str| ConvertError::unexpected(path, reason);
    let bytes = files.read(path)?;
    let header_end = match bytes.get(..10) {
        Some([0x93, b'N', b'U', b'M', b'P', b'Y', 1, 0, low, high]) => {
            10 + usize::from(u16::from_le_bytes([*low, *high]))
        }
        _ => return Err(unexpected("no numpy file of version 1")),
    };
    let header = bytes
        .get(10..header_end)
        .ok_or_else(|| unexpected("cut short"))?;
    let header = String::from_utf8_lossy(header);
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return Err(unexpected("no array of floats in C order"));
    }
    let shape: Vec<usize> = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(shape, _)| {
            shape
                .split(',')
                .filter_map(|n| n.trim().parse().ok())
                .collect()
        })
        .unwrap_or_default();
    if shape.len() != 2 || shape[1] != VECTOR || shape[0] == 0 {
        return Err(unexpected("vectors of another width"));
    }
    Array::from_bytes(shape, &bytes[header_end..]).ok_or_else(|| unexpected("cut short"))
}

/// The map from a word's hash to its vector, as sorted keys with the rows beside them and an index by
/// the keys' upper 16 bits.
fn add_keys(
    files: &WheelFiles<'_>,
    rows: usize,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    let file = Packed::decode("vocab/key2row", &files.read("vocab/key2row")?)?;
    let map = file
        .value
        .as_map()
        .ok_or_else(|| file.unexpected("no map"))?;
    let mut pairs = Vec::with_capacity(map.len());
    for (key, row) in map {
        let row = row.as_u64().filter(|&row| (row as usize) < rows);
        let (Some(key), Some(row)) = (key.as_u64(), row) else {
            return Err(file.unexpected("an entry that is no key and row"));
        };
        pairs.push((key, row as u32));
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    let mut index = vec![0u32; (1 << 16) + 1];
    for (key, _) in &pairs {
        index[(key >> 48) as usize + 1] += 1;
    }
    for bucket in 0..1 << 16 {
        index[bucket + 1] += index[bucket];
    }
    let (keys, rows): (Vec<u64>, Vec<u32>) = pairs.into_iter().unzip();
    out.add_table("vectors.keys", &keys);
    out.add_table("vectors.rows", &rows);
    out.add_table("vectors.index", &index);
    Ok(())
}
