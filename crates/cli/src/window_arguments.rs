//! The days that an answer is about, as the command line tells them.

use clap::Args;
use detente_calendar::PartialDate;
use detente_dossier::period::Window;

/// From when to when; without either, all there is.
#[derive(Debug, Clone, Args)]
pub struct WindowArguments {
    /// The first day: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = crate::commands::actors_date)]
    pub since: Option<PartialDate>,

    /// The last day
    #[arg(long, value_name = "DATE", value_parser = crate::commands::actors_date)]
    pub until: Option<PartialDate>,
}

impl WindowArguments {
    /// The window.
    pub fn window(&self) -> Window {
        Window::of(self.since, self.until)
    }
}
