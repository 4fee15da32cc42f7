//! Words that tell something of what they stand in: of the bearer of a name, of the sort of a report.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::actor::Role;
use crate::fold::with_key;

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Tells {
    /// In a name: what body bears it ("*Steel* Corp" a firm).
    Body(Role),
    /// As the last word of a name: that a site, thing, law or contest bears it ("Illinois *River*").
    Site,
    /// That a report is of a match.
    Sport,
    /// That a report is of firms.
    Business,
    /// Before "market": what is traded, so that no place where people buy is meant ("the *bond* market").
    Trade,
    /// Money: "Canadian *dollars*".
    Currency,
    /// People of any kind: "*children* should read".
    Anybody,
    /// As a noun in the singular: several people, who are no "he" ("the *family*").
    Collective,
    /// As what "it" is said to be: an act or an event ("it was the worst *attack*").
    Deed,
    /// As an adjective before "forces": parties and movements, and no army ("*secular* forces").
    Political,
    /// As a noun without an article: a thing or a condition, and no body ("hours of *radio*", "from *state* to state").
    Bare,
    /// Behind a town's name: an accord, a circle or a meeting called after it ("the Cartagena *group*").
    Accord,
    /// As a verb: that its subject is somebody and no thing ("they *believe*").
    Minded,
    /// An office that by no means every state has: "*king*".
    Office,
    /// As a verb: that its object may be a language ("speaks *Italian*").
    Speaking,
    /// As a verb: that a mere number as its subject counts people ("thousands *marched*").
    Crowd,
    /// A thing that can be said to say something: "the *inquiry* blamed them".
    Telling,
    /// Of a people: that it has no state, so that its leaders are no government ("*Kurdish* leaders").
    Stateless,
    /// Of a people: that it has a state and lives in others, where those who fight are separatists ("*Serb* gunmen").
    Kin,
    /// Before a hyphen: what somebody was, is or would be, not another's mark ("*ex*-rebels").
    Prefix,
    /// What governments see to: "*finance* officials" are a state's.
    Public,
    /// In the name of a body: that it is between states or of several: "*World* Roads Agency".
    Worldwide,
    /// An office that bodies of every sort have, and that tells of no state by itself: "*spokesman*".
    Anywhere,
    /// As a plural: those who are of no one state because a report is ("*investors* sold", "ban *Muslims*").
    Borderless,
    /// With "the": the one of a trade of whom the report tells just now ("*the billionaire* said").
    Spoken,
    /// An office that firms and societies have as well as states: "*chairman*".
    Shared,
    /// A noun for private bodies: what is of one is no state's, whichever nation's name stands before it ("a Norwegian
    /// *brokerage*").
    Private,
    /// A body of which there are many in a state and outside of one: "a *commission*".
    Loose,
    /// An office that stands for its holder with a capital and no article: "*President* said".
    Namelike,
    /// As an adjective: of a part of the world, so that several of those called so are of no one state ("*European*
    /// diplomats").
    Continental,
    /// Before "forces": that they are an army's ("*occupation* forces").
    Armed,
    /// As an adjective: that nobody holds the office yet ("the *next* president").
    ToBe,
    /// As an adjective: that an island is but a part of a state ("the *disputed* island").
    LandPart,
    /// What speaks in the place of its owner: "Hale's *office* said he would come".
    Proxy,
    /// As a verb: that it gives its object a name or a judgement: "*called* it a coup".
    Naming,
    /// As a verb: that its object, where that is "it", is an act: "*condemned* it".
    Judging,
    /// As a verb: that its object, where that is "it", is somebody: "*urged* it".
    Addressing,
    /// As a verb: that its subject, where that is "it", is a thing or an act: "it *means*".
    Thinglike,
    /// As what "it" is said to be: a state or a body ("it is the largest *buyer*").
    Standing,
    /// As a verb: that its object is another's than its subject's: "*captured* two of its soldiers".
    Harming,
    /// As a verb: that the forces which are its object are its subject's: "will *send* troops".
    Sending,
    /// As a noun behind a state's name: who studies it and is not of it ("a China *scholar*").
    Studying,
    /// A town or a part of a state, which speaks as those who govern it: "the *city* said".
    Civic,
    /// As a given name: that the bearer is a woman.
    She,
    /// As a given name: that the bearer is a man.
    He,
}

impl Tells {
    /// The words of the column `tells` apart from the roles.
    pub const NAMED: [(&'static str, Self); 44] = [
        ("site", Self::Site),
        ("sport", Self::Sport),
        ("business", Self::Business),
        ("currency", Self::Currency),
        ("trade", Self::Trade),
        ("anybody", Self::Anybody),
        ("collective", Self::Collective),
        ("deed", Self::Deed),
        ("political", Self::Political),
        ("bare", Self::Bare),
        ("accord", Self::Accord),
        ("minded", Self::Minded),
        ("crowd", Self::Crowd),
        ("prefix", Self::Prefix),
        ("telling", Self::Telling),
        ("stateless", Self::Stateless),
        ("kin", Self::Kin),
        ("office", Self::Office),
        ("speaking", Self::Speaking),
        ("public", Self::Public),
        ("worldwide", Self::Worldwide),
        ("anywhere", Self::Anywhere),
        ("borderless", Self::Borderless),
        ("spoken", Self::Spoken),
        ("shared", Self::Shared),
        ("private", Self::Private),
        ("loose", Self::Loose),
        ("namelike", Self::Namelike),
        ("armed", Self::Armed),
        ("continental", Self::Continental),
        ("to-be", Self::ToBe),
        ("land-part", Self::LandPart),
        ("proxy", Self::Proxy),
        ("naming", Self::Naming),
        ("judging", Self::Judging),
        ("addressing", Self::Addressing),
        ("thinglike", Self::Thinglike),
        ("standing", Self::Standing),
        ("harming", Self::Harming),
        ("sending", Self::Sending),
        ("studying", Self::Studying),
        ("civic", Self::Civic),
        ("she", Self::She),
        ("he", Self::He),
    ];

    /// What a cell of the column `tells` means: a role (`BUS`) or one of [`NAMED`](Self::NAMED).
    ///
    /// ```
    /// use detente_lexicon::{Role, Tells};
    /// assert_eq!(Tells::parse("BUS"), Some(Tells::Body(Role::BUS)));
    /// assert_eq!(Tells::parse("site"), Some(Tells::Site));
    /// assert_eq!(Tells::parse("bus"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let named = Self::NAMED.iter().find(|(name, _)| *name == text);
        named
            .map(|(_, tells)| *tells)
            .or_else(|| Role::parse(text).map(Self::Body))
    }
}

/// The words of `words/*.tsv`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Words {
    tells: FxHashMap<CompactString, Vec<Tells>>,
}

impl Words {
    /// All that `word` tells; case and accents do not count.
    pub fn tells(&self, word: &str) -> &[Tells] {
        with_key(word, |key| self.tells.get(key)).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` tells that.
    pub fn is(&self, word: &str, tells: Tells) -> bool {
        self.tells(word).contains(&tells)
    }

    /// What body bears a name in which `word` stands.
    pub fn body(&self, word: &str) -> Option<Role> {
        self.tells(word).iter().find_map(|tells| match tells {
            Tells::Body(role) => Some(*role),
            _ => None,
        })
    }
}

impl FromIterator<(CompactString, Tells)> for Words {
    fn from_iter<I: IntoIterator<Item = (CompactString, Tells)>>(rows: I) -> Self {
        let mut words = Self::default();
        for (word, tells) in rows {
            let key = with_key(&word, |key| CompactString::from(key));
            let known = words.tells.entry(key).or_default();
            if !known.contains(&tells) {
                known.push(tells);
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_tell_several_things() {
        let rows = [
            ("stadium", Tells::Site),
            ("stadium", Tells::Sport),
            ("Université", Tells::Body(Role::EDU)),
        ];
        let words: Words = rows
            .map(|(word, tells)| (word.into(), tells))
            .into_iter()
            .collect();
        assert!(words.is("Stadium", Tells::Site) && words.is("stadium", Tells::Sport));
        assert_eq!(words.body("universite"), Some(Role::EDU));
        assert_eq!(words.tells(""), &[]);
    }
}
