//! robots.txt as RFC 9309 has it.

use texting_robots::Robot;

/// Bytes of a robots.txt that are read, as the standard demands.
pub(crate) const MOST_BYTES: u64 = 512 << 10;
/// The longest delay that a robots.txt can ask for.
const LONGEST_DELAY: f32 = 60.0;

/// What a site allows.
#[derive(Debug)]
pub(crate) enum Rules {
    /// Everything: there is no robots.txt.
    All,
    /// What it says.
    Some(Box<Robot>),
    /// Nothing, since it cannot be had.
    Unknown(String),
}

impl Rules {
    /// The rules of a robots.txt for a program of this name.
    pub fn read(agent: &str, text: &[u8]) -> Self {
        match Robot::new(agent, text) {
            Ok(robot) => Self::Some(Box::new(robot)),
            Err(_) => Self::Unknown("it cannot be read".to_owned()),
        }
    }

    /// The delay between requests that the site asks for, in seconds.
    pub fn delay(&self) -> Option<f32> {
        match self {
            Self::Some(robot) => robot
                .delay
                .filter(|delay| delay.is_finite() && *delay > 0.0)
                .map(|delay| delay.min(LONGEST_DELAY)),
            _ => None,
        }
    }
}
