//! Which parties an act of a kind can be between: what the codebook leaves out by who they are.

use detente_lexicon::{Actor, Role};

use super::content::root;

/// Whether two actors are of one side: of one state both its organs or both not, or one body.
pub(super) fn is_one_side(one: &Actor, other: &Actor) -> bool {
    let is_organ = |actor: &Actor| {
        matches!(
            actor.role,
            None | Some(Role::GOV | Role::MIL | Role::COP | Role::SPY | Role::JUD | Role::LEG)
        )
    };
    one.head == other.head && is_organ(one) == is_organ(other)
}

/// Whether an act of `code` between `source` and `target` is one that the codebook counts.
pub(super) fn counts(code: &str, source: &Actor, target: &Actor) -> bool {
    let (from, to) = (source.role, target.role);
    let root = root(code);
    // Firms deal, lend and trade with one another and with people; that is commerce.
    let firms = [from, to]
        .iter()
        .filter(|role| **role == Some(Role::BUS))
        .count();
    let private = [from, to].contains(&Some(Role::CVL));
    if firms == 2
        || firms == 1
            && (matches!(root, 3..=8 | 12) && !code.starts_with("084")
                || code.starts_with("192")
                || private && root < 14)
    {
        return false;
    }
    // Reporters hear what is said; it is not said to them.
    if matches!(root, 5 | 10) && to == Some(Role::MED) {
        return false;
    }
    // A striker who does not comment declines nothing.
    if code == "011" && from == Some(Role::CVL) {
        return false;
    }
    // What is said and promised needs parties: nobody in particular is none, and private people abroad
    // are seldom one.
    let is_words = matches!(root, 2..=6 | 10 | 12 | 13 | 16);
    let nobody = |actor: &Actor| {
        actor.is_unknown() && !matches!(actor.role, Some(Role::UAF | Role::REB | Role::SEP))
    };
    if is_words && source.is_unknown() || root <= 13 && (nobody(source) || nobody(target)) {
        return false;
    }
    let abroad = source.head != target.head;
    if is_words
        && abroad
        && (from == Some(Role::CVL) && root != 2
            || to == Some(Role::CVL)
                // Sanctions fall on people and firms, and so does aid that is cut.
                && !(matches!(root, 3 | 5)
                    || code.starts_with("162")
                    || code.starts_with("163")
                    || root == 13 && is_armed(source)))
    {
        return false;
    }
    let domestic = source.head == target.head && source.head != "-";
    // What a state sells to its people are shares; who fights a firm at home fights in court.
    let market = code.starts_with("031") && (from == Some(Role::CVL) || to == Some(Role::CVL))
        || root == 19 && firms == 1;
    // To defy a court or a law is no routine.
    let routine = is_routine(root, from, to) && !code.starts_with("128");
    if domestic && (market || routine || matches!(code, "042" | "043")) {
        return false;
    }
    may_do(code, from)
}

/// Whether an actor takes people hostage: an armed group, or a body that is no state's.
fn is_armed(actor: &Actor) -> bool {
    matches!(actor.role, Some(Role::REB | Role::SEP | Role::UAF))
        || !actor.is_state() && actor.role.is_none()
}

/// Whether an actor of this role can do what `code` says: who campaigns, judges or trades takes no
/// towns, and governments do not march.
pub(super) fn may_do(code: &str, role: Option<Role>) -> bool {
    match (root(code), role) {
        // Police may strike, but who seizes a farm for the state blocks nothing.
        (14, Some(Role::COP)) => !code.starts_with("144"),
        (14, Some(role)) => !matches!(
            role,
            Role::GOV | Role::MIL | Role::JUD | Role::IGO | Role::SPY
        ),
        (14, None) => false,
        (19, Some(role)) => !matches!(
            role,
            Role::LEG | Role::JUD | Role::BUS | Role::MED | Role::EDU | Role::OPP
        ),
        // Parties that win elections topple and seize in words alone.
        (17, Some(role)) => role != Role::OPP,
        _ => true,
    }
}

/// What organs, parties, firms and people of one state say of each other, agree on and give each other
/// is its domestic life: administration, legislation, campaigns and business. Talks of a government
/// with those outside it are not, nor is anything with those who fight or leave the state.
fn is_routine(root: u8, source: Option<Role>, target: Option<Role>) -> bool {
    let either = |wanted: Role| source == Some(wanted) || target == Some(wanted);
    let organ = |role: Option<Role>| {
        matches!(
            role,
            Some(Role::GOV | Role::LEG | Role::JUD | Role::COP | Role::SPY | Role::BUS)
        )
    };
    if [Role::REB, Role::SEP, Role::UAF].into_iter().any(either) {
        return false;
    }
    let governs = matches!(root, 1 | 4)
        && (organ(source) && (organ(target) || target == Some(Role::MIL))
            || organ(target) && source == Some(Role::MIL));
    let commands = matches!(root, 2 | 10 | 13)
        && organ(source)
        && (organ(target) || target == Some(Role::MIL));
    let deserts = root == 16 && either(Role::CVL);
    let deals = matches!(root, 5..=7);
    let trades = matches!(root, 1..=4 | 10..=13 | 16) && either(Role::BUS);
    let legislates = matches!(root, 1..=4 | 10 | 11 | 13) && either(Role::LEG);
    let judges = matches!(root, 1..=4 | 8 | 10 | 12 | 13) && either(Role::JUD);
    let campaigns = matches!(root, 1..=4 | 10..=13)
        && (either(Role::OPP) || either(Role::LEG))
        && either(Role::CVL);
    governs || commands || deserts || deals || trades || legislates || judges || campaigns
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
        assert!(!counts("020", "USA:GOV", "USA:BUS"));
        assert!(!counts("020", "USA:CVL", "USA:OPP"));
        assert!(!counts("070", "CHN:GOV", "CHN:CVL"));
        assert!(!counts("071", "USA:BUS", "BRA:GOV"));
        assert!(!counts("020", "-:GOV", "USA:GOV"));
        assert!(!counts("120", "FRA:CVL", "USA:GOV"));
        assert!(!counts("036", "USA:GOV", "-:GOV"));
        assert!(!counts("011", "NOR:CVL", "ISL:GOV"));
        assert!(!counts("111", "USA:OPP", "USA:CVL"));
        assert!(!counts("100", "RUS:GOV", "RUS:MIL"));
        assert!(!counts("192", "DEU:OPP", "DEU:GOV"));
        assert!(counts("190", "-:UAF", "MLI:MIL"));
        assert!(counts("0333", "GBR:GOV", "SYR:CVL"));
        assert!(counts("111", "KEN:OPP", "KEN:GOV"));
        assert!(counts("070", "COL:GOV", "COL:REB"));
        assert!(counts("046", "COL:GOV", "COL:REB"));
        assert!(counts("046", "VEN:GOV", "VEN:OPP"));
        assert!(counts("173", "EGY:COP", "EGY:MED"));
        assert!(counts("163", "USA:GOV", "NIC:CVL"));
        assert!(counts("1623", "UN", "YEM:CVL"));
        assert!(counts("128", "KEN:LEG", "KEN:JUD"));
        assert!(!counts("120", "KEN:LEG", "KEN:JUD"));
        assert!(counts("040", "USA:GOV", "CAN:GOV"));
        assert!(counts("192", "SYR:REB", "SYR:GOV"));
    }
}
