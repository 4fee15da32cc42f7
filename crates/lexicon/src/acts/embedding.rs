//! Words that embed an act without being one: light verbs, aspect, hypothesis, plan.

use std::collections::BTreeMap;

use super::words::{Classes, read_set};
use crate::vocabulary::{Vocabulary, WordSet};

/// The closed classes of `acts/embedding.toml`.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Embedding {
    /// Verbs that lend their subject to an act noun: hold, make, give, conduct, launch.
    pub light: WordSet,
    /// Words that make the act below them a mere thought: consider, fear, possible, if.
    pub hypothetical: WordSet,
    /// Nouns of what may come, of which "for" tells what it is: "prospect", "hope".
    pub expectant: WordSet,
    /// Words that place the act below them in the future: plan, due, schedule, expect.
    pub planned: WordSet,
    /// Words that say the act did not come about: fail, avoid, prevent, stop short.
    pub negative: WordSet,
    /// Words that report: say, tell, state, according.
    pub say: WordSet,
    /// Words that deny the act below them.
    pub deny: WordSet,
    /// Verbs that say of the act noun that is their subject that it takes place: erupt, begin.
    pub happening: WordSet,
    /// Verbs of command, which do what they order where nobody is told to: "ordered the release of".
    pub causative: WordSet,
    /// Verbs of duty that take an infinitive: "has to", "needs to".
    pub obliging: WordSet,
    /// Nouns of amount and kind that stand for what follows their "of": round, series, shipment.
    pub transparent: WordSet,
    /// Nouns that point back at an act: move, decision, step, action.
    pub anaphor: WordSet,
    /// Nouns whose owner is somebody else: "Iran's *neighbours*", "the president's *critics*".
    pub relational: WordSet,
    /// Nouns of words and resolves that speak for their owner: "a Kremlin *statement*".
    pub voices: WordSet,
    /// Verbs that agree to something rather than vow it: agree, consent, offer.
    pub consent: WordSet,
    /// Nouns that say what people gather for, not against: support, solidarity, memory.
    pub favour: WordSet,
    /// Verbs of calls and letters, which do what they are made for: telephone, write.
    pub calling: WordSet,
    /// Verbs of going to somebody: what one goes for to say, one says: "flew to Kyiv to *promise* aid".
    pub visiting: WordSet,
    /// Verbs of going somewhere for something still to come: "left *for talks* with Peru".
    pub setting_out: WordSet,
    /// Verbs of which "does not" is a refusal: accept, recognise.
    pub accepting: WordSet,
    /// Verbs of owning up to what one did: admit, confess.
    pub admitting: WordSet,
    /// Words that call what they govern needed, not done: "it is *necessary* to talk".
    pub needed: WordSet,
    /// Adjectives that charge somebody with what stands behind their "for": "*liable* for the attack".
    pub liable: WordSet,
    /// What protests are that are against those who govern: "*anti-government* protests".
    pub defiant: WordSet,
    /// Nouns of tumult that break out without anybody being named for them: protest, riot.
    pub tumult: WordSet,
    /// What a strike is told to be that is no blow: "a *general* strike", "a *rail* strike".
    pub stoppage: WordSet,
    /// Verbs by which tumult is told of the place that it befalls: "protests *rocked* Algiers".
    pub convulsing: WordSet,
    /// Nouns for places that a state's name or adjective stands before: "in Chinese *cities*".
    pub grounds: WordSet,
    /// Nouns for the line between two states: "on alert along the *border* with Chad".
    pub borders: WordSet,
    /// Nouns for help, in doing what is not done yet: "*help* in sealing the border".
    pub succour: WordSet,
    /// Nouns for what is told and not vouched for: "investigated *reports* that …".
    pub hearsay: WordSet,
    /// Numerals for a hundred and more: "*thousands* of villagers".
    pub multitude: WordSet,
    /// Verbs by which forces are promised to whom they are to help: "*pledged* to send 500 soldiers".
    pub pledging: WordSet,
    /// Verbs by which tumult makes those who govern yield: "protests *forced* the government to …".
    pub compelling: WordSet,
    /// Verbs by which a thing is somebody's: "a mine *run by* Rio", "rigs *belonging* to Chile".
    pub owning: WordSet,
    /// Verbs of those who suffer in a deed: "were *killed* in an attack", "*died* in a raid".
    pub suffering: WordSet,
    /// Verbs by which somebody does not have what they speak of: "*ruled out* military action".
    pub excluding: WordSet,
    /// Verbs by which a sanction stays: keep, remain.
    pub keeping: WordSet,
    /// Nouns for a will that is denied in a refusal: "has no *intention* of yielding".
    pub resolve: WordSet,
    /// Nouns for what belongs to the people of a place: who burns *homes* strikes those who live there.
    pub dwellings: WordSet,
    /// Verbs of setting out, which in the present tense tell of a visit still to come.
    pub leaving: WordSet,
    /// Words for firms and other employers: who strikes there means their owners.
    pub employers: WordSet,
    /// Verbs of which a refusal refuses nobody anything: comment, elaborate.
    pub silence: WordSet,
    /// Verbs that threaten only where their content is the speaker's deed or the warned's: warn.
    pub warning: WordSet,
    /// Verbs of taking part in what others hold: attend, join.
    pub attending: WordSet,
    /// Verbs and nouns of an act that is tried or plotted and may have failed: attempt, plot.
    pub attempting: WordSet,
    /// Verbs whose object is whom something is sent or given for: "sent doctors to *help* Peru".
    pub helping: WordSet,
    /// Verbs of setting off a thing that kills: "a bomb *planted* by rebels".
    pub setting_off: WordSet,
    /// Modal verbs of will: will, would, shall.
    pub will: WordSet,
    /// Modal verbs and adjectives of duty: must, should, need, have to.
    pub duty: WordSet,
    /// Words of duty and of saying so by which it is demanded: must, have to, insist.
    pub binding: WordSet,
    /// Verbs by which somebody brings others together: broker, mediate, sponsor.
    pub mediating: WordSet,
    /// Nouns for the part of who brings others together: mediation, auspices.
    pub auspices: WordSet,
    /// Nouns for those who belong to a body, and stand for it behind its name: ally, partner.
    pub fellows: WordSet,
    /// Nouns that behind a bare "in" tell in what spirit something is done.
    pub manner: WordSet,
    /// Nouns for what is beside a meeting: sidelines, margins.
    pub edges: WordSet,
    /// Verbs by which somebody wants something of others, or to do it: want, wish.
    pub wishing: WordSet,
    /// Verbs that charge, rid or tell somebody *of* something: accuse, convict, inform.
    pub charging: WordSet,
    /// Nouns for where people are held: prison, custody.
    pub custody: WordSet,
    /// Nouns for those who live where they speak, or speak for others: ambassador, spokesman.
    pub resident: WordSet,
    /// Modal verbs of possibility: may, might, could, can.
    pub possibility: WordSet,
}

impl Embedding {
    /// Reads the named lists; a list that no field has is an error with its name.
    pub(super) fn read(
        lists: &BTreeMap<String, Vec<String>>,
        classes: &Classes,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, String> {
        let mut embedding = Self::default();
        for (name, words) in lists {
            let set = read_set(&words.join("|"), classes, vocabulary)?;
            let place = match name.as_str() {
                "light" => &mut embedding.light,
                "hypothetical" => &mut embedding.hypothetical,
                "expectant" => &mut embedding.expectant,
                "planned" => &mut embedding.planned,
                "negative" => &mut embedding.negative,
                "say" => &mut embedding.say,
                "deny" => &mut embedding.deny,
                "happening" => &mut embedding.happening,
                "causative" => &mut embedding.causative,
                "obliging" => &mut embedding.obliging,
                "transparent" => &mut embedding.transparent,
                "anaphor" => &mut embedding.anaphor,
                "relational" => &mut embedding.relational,
                "voices" => &mut embedding.voices,
                "consent" => &mut embedding.consent,
                "favour" => &mut embedding.favour,
                "calling" => &mut embedding.calling,
                "visiting" => &mut embedding.visiting,
                "setting_out" => &mut embedding.setting_out,
                "accepting" => &mut embedding.accepting,
                "admitting" => &mut embedding.admitting,
                "needed" => &mut embedding.needed,
                "liable" => &mut embedding.liable,
                "defiant" => &mut embedding.defiant,
                "tumult" => &mut embedding.tumult,
                "stoppage" => &mut embedding.stoppage,
                "convulsing" => &mut embedding.convulsing,
                "grounds" => &mut embedding.grounds,
                "borders" => &mut embedding.borders,
                "succour" => &mut embedding.succour,
                "hearsay" => &mut embedding.hearsay,
                "multitude" => &mut embedding.multitude,
                "pledging" => &mut embedding.pledging,
                "compelling" => &mut embedding.compelling,
                "suffering" => &mut embedding.suffering,
                "excluding" => &mut embedding.excluding,
                "keeping" => &mut embedding.keeping,
                "resolve" => &mut embedding.resolve,
                "dwellings" => &mut embedding.dwellings,
                "leaving" => &mut embedding.leaving,
                "employers" => &mut embedding.employers,
                "silence" => &mut embedding.silence,
                "warning" => &mut embedding.warning,
                "attending" => &mut embedding.attending,
                "attempting" => &mut embedding.attempting,
                "helping" => &mut embedding.helping,
                "setting_off" => &mut embedding.setting_off,
                "will" => &mut embedding.will,
                "duty" => &mut embedding.duty,
                "binding" => &mut embedding.binding,
                "owning" => &mut embedding.owning,
                "mediating" => &mut embedding.mediating,
                "auspices" => &mut embedding.auspices,
                "fellows" => &mut embedding.fellows,
                "manner" => &mut embedding.manner,
                "edges" => &mut embedding.edges,
                "wishing" => &mut embedding.wishing,
                "charging" => &mut embedding.charging,
                "custody" => &mut embedding.custody,
                "resident" => &mut embedding.resident,
                "possibility" => &mut embedding.possibility,
                _ => return Err(format!("unknown list `{name}`")),
            };
            *place = set;
        }
        Ok(embedding)
    }
}
