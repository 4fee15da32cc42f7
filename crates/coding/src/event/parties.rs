//! Which parties an act of a kind can be between: what the codebook leaves out by who they are.

use detente_lexicon::{Actor, Role};

use super::content::root;

/// Whether an act of `code` between `source` and `target` is one that the codebook counts.
pub(super) fn counts(code: &str, source: &Actor, target: &Actor) -> bool {
    let (from, to) = (source.role, target.role);
    // Dealings between firms are no events.
    if from == Some(Role::BUS) && to == Some(Role::BUS) {
        return false;
    }
    let domestic = source.head == target.head && source.head != "-";
    if domestic && is_routine(root(code), from, to) {
        return false;
    }
    may_do(code, from)
}

/// Whether an actor of this role can do what `code` says: who campaigns, judges or trades takes no
/// towns, and governments do not march.
pub(super) fn may_do(code: &str, role: Option<Role>) -> bool {
    match (root(code), role) {
        (14, Some(role)) => !matches!(
            role,
            Role::GOV | Role::MIL | Role::JUD | Role::IGO | Role::SPY
        ),
        (14, None) => false,
        (19, Some(role)) => !matches!(
            role,
            Role::LEG | Role::JUD | Role::BUS | Role::MED | Role::EDU
        ),
        _ => true,
    }
}

/// What organs of one state and its parties say of each other, agree on and lend each other is its
/// domestic life; talks of a government with those outside it are not.
fn is_routine(root: u8, source: Option<Role>, target: Option<Role>) -> bool {
    let organ = |role: Option<Role>| {
        matches!(
            role,
            Some(Role::GOV | Role::LEG | Role::JUD | Role::COP | Role::SPY | Role::BUS)
        )
    };
    let party = |role: Option<Role>| organ(role) || role == Some(Role::OPP);
    match root {
        1 | 4 => {
            organ(source) && (organ(target) || target == Some(Role::MIL))
                || organ(target) && source == Some(Role::MIL)
        }
        5 | 6 => party(source) && party(target),
        _ => false,
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn domestic_life_is_left_out() {
        let counts = |code: &str, source: &str, target: &str| {
            super::counts(code, &source.parse().unwrap(), &target.parse().unwrap())
        };
        assert!(!counts("051", "USA:LEG", "USA:OPP"));
        assert!(!counts("040", "USA:SPY", "USA:GOV"));
        assert!(!counts("057", "DEU:BUS", "JPN:BUS"));
        assert!(!counts("192", "USA:LEG", "GEO:GOV"));
        assert!(!counts("141", "KEN:GOV", "KEN:OPP"));
        assert!(counts("046", "COL:GOV", "COL:REB"));
        assert!(counts("046", "VEN:GOV", "VEN:OPP"));
        assert!(counts("173", "EGY:COP", "EGY:MED"));
        assert!(counts("040", "USA:GOV", "CAN:GOV"));
        assert!(counts("192", "SYR:REB", "SYR:GOV"));
    }
}
