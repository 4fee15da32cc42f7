//! What a role noun makes of its owner: the "army" of Kenya is `KEN:MIL`, the "army" of a firm is none.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort};

use super::finder::Finder;

/// Nouns for those whom a body of a state employs for what they know.
const SALARIED: &[&str] = &[
    "analyst",
    "economist",
    "expert",
    "scientist",
    "specialist",
    "observer",
    "engineer",
    "lawyer",
    "attorney",
];

/// Nouns for parts of a state that other bodies have, too.
const ORGANS: &[&str] = &[
    "council",
    "committee",
    "commission",
    "board",
    "bureau",
    "department",
    "secretariat",
    "office",
    "directorate",
    "division",
    "branch",
];

/// Whether an actor is a body between states or of none, which has people in its service; an "expert" of an armed group
/// may be one on it.
fn is_body(actor: &Actor) -> bool {
    let code = actor.code();
    ["IGO", "NGO", "IMG"]
        .iter()
        .any(|kind| code.starts_with(kind))
}

/// Whether those whom `noun` names speak for the body they are of.
fn serves(noun: &str, owner: &Actor) -> bool {
    let organ = matches!(
        owner.role,
        Some(Role::GOV | Role::MIL | Role::SPY | Role::COP | Role::LEG | Role::JUD)
    );
    let firm = owner.role == Some(Role::BUS);
    let salaried = SALARIED.contains(&noun.rsplit(' ').next().unwrap_or_default());
    salaried && (is_body(owner) || organ || firm) || firm && noun == "source"
}

/// Whether an office is one that states alone have.
fn governs(office: &str) -> bool {
    let last = office.rsplit(' ').next().unwrap_or(office);
    matches!(
        last,
        "president" | "minister" | "premier" | "king" | "queen" | "monarch" | "emperor" | "sultan"
    )
}

impl Finder<'_> {
    /// The actor of a role noun of the state at hand, whoever of it was named: "Chad's protesters stormed *the president's*
    /// house".
    pub(super) fn role_at_home(noun: &RoleNoun, home: &Actor) -> Option<Actor> {
        let people = matches!(home.role, Some(Role::CVL | Role::EDU | Role::REF));
        if home.is_state() && people && (governs(&noun.noun) || noun.role == Role::LEG) {
            return Self::role_actor(noun, &Actor::new(home.head.clone(), None));
        }
        Self::role_actor(noun, home)
    }

    /// The actor of a role noun that has `owner`.
    pub(super) fn role_actor(noun: &RoleNoun, owner: &Actor) -> Option<Actor> {
        // "A Pentagon analyst", "an Interior Ministry lawyer", "World Bank economists", "the chief economist of a bank":
        // its own, in its service.
        if noun.sort == RoleSort::Private && noun.role == Role::CVL && serves(&noun.noun, owner) {
            return Some(owner.clone());
        }
        // "CIA officers" are no policemen.
        if noun.sort == RoleSort::Member
            && noun.noun == "officer"
            && owner.is_state()
            && matches!(owner.role, Some(Role::SPY | Role::MIL))
        {
            return Some(owner.clone());
        }
        if noun.sort == RoleSort::Private && matches!(noun.role, Role::CVL | Role::GOV) {
            return (owner.is_state()).then(|| Actor {
                head: owner.head.clone(),
                role: Some(Role::CVL),
            });
        }
        if !owner.is_state() {
            return Some(owner.clone());
        }
        // A union's congress is no parliament, its executive council no cabinet.
        let organ = noun.role == Role::GOV
            && ORGANS.contains(&noun.noun.rsplit(' ').next().unwrap_or_default());
        if noun.sort == RoleSort::Unit
            && (noun.role == Role::LEG || organ)
            && let Some(Role::CVL | Role::BUS | Role::NGO | Role::EDU | Role::MED) = owner.role
        {
            return Some(owner.clone());
        }
        // "His party" is what he is.
        if noun.noun == "party"
            && let Some(Role::GOV | Role::OPP) = owner.role
        {
            return Some(owner.clone());
        }
        // A rich man's aircraft are no air force.
        if noun.sort == RoleSort::Asset
            && noun.role == Role::MIL
            && let Some(
                role @ (Role::CVL | Role::BUS | Role::MED | Role::EDU | Role::NGO | Role::OPP),
            ) = owner.role
        {
            return Some(Actor::new(owner.head.clone(), Some(role)));
        }
        let fights = |role: Role| matches!(role, Role::REB | Role::SEP | Role::UAF);
        let role = match (noun.sort, owner.role) {
            // "Northern Front fighters": what the front is.
            (RoleSort::Member | RoleSort::Unit | RoleSort::Office, Some(own))
                if fights(own) && matches!(noun.role, Role::UAF | Role::MIL) =>
            {
                own
            }
            // "FBI agents" are its own.
            (RoleSort::Member, Some(Role::COP)) if noun.role == Role::SPY => Role::COP,
            // "French peacekeepers" are France's soldiers; those of nobody serve whoever sent them.
            (RoleSort::Member, _) if noun.role == Role::IGO && !noun.noun.contains("election") => {
                Role::MIL
            }
            // "The Secretary General of the ANC", "a party's delegates": a part of a state is no body between states.
            (RoleSort::Office | RoleSort::Head, Some(role)) if noun.role == Role::IGO => role,
            // "China's U.N. envoy" is China's.
            (RoleSort::Office | RoleSort::Head, None) if noun.role == Role::IGO => Role::GOV,
            // The people of a firm, a school or a newspaper are no government's: "officers of the company".
            (
                RoleSort::Office | RoleSort::Head | RoleSort::Member,
                Some(role @ (Role::BUS | Role::EDU | Role::MED | Role::NGO)),
            ) if matches!(noun.role, Role::GOV | Role::COP | Role::MIL | Role::LEG) => role,
            // "A network executive" is of the media.
            (RoleSort::Private, Some(role @ (Role::EDU | Role::MED | Role::NGO)))
                if noun.role == Role::BUS && noun.noun.ends_with("executive") =>
            {
                role
            }
            // "A Google researcher" is no scholar.
            (RoleSort::Private, Some(Role::BUS)) if noun.role == Role::EDU => Role::BUS,
            // "The army arrested *the president*": no army has one.
            (RoleSort::Office, Some(Role::MIL | Role::COP | Role::SPY)) if governs(&noun.noun) => {
                noun.role
            }
            // "a Pentagon official", "a Duma deputy": the body decides; "a police officer" has no body.
            (RoleSort::Office | RoleSort::Head, Some(role))
                if role != Role::GOV && noun.role == Role::GOV =>
            {
                role
            }
            _ => noun.role,
        };
        Some(Actor {
            head: owner.head.clone(),
            role: Some(role),
        })
    }
}
