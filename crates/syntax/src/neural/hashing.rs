//! The hash that picks the rows of a hash embedding: `MurmurHash3` of one 64-bit number.

/// Four row numbers (before the modulo) for `id`.
pub(crate) fn rows(id: u64, seed: u32) -> [u32; 4] {
    fn finish(mut hash: u64) -> u64 {
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ (hash >> 33)
    }
    let seed = u64::from(seed);
    let mut one = id
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    one ^= seed ^ 8;
    let mut two = seed ^ 8;
    one = one.wrapping_add(two);
    two = two.wrapping_add(one);
    one = finish(one);
    two = finish(two);
    one = one.wrapping_add(two);
    two = two.wrapping_add(one);
    [
        one as u32,
        (one >> 32) as u32,
        two as u32,
        (two >> 32) as u32,
    ]
}
