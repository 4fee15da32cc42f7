//! What the rows of stories say. It is kept at hand while a story is open, so that an article changes its
//! story's row without the story's other articles being read again.

use compact_str::CompactString;
use detente_stories::{StoryId, StoryStream};
use rusqlite::{Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

/// Open stories, with the numbers of those that articles joined since the writer began.
#[derive(Debug, Default)]
pub(crate) struct OpenStories {
    pub stream: StoryStream,
    numbers: FxHashMap<String, Numbers>,
}

/// What a story's row counts.
#[derive(Debug, Default)]
struct Numbers {
    /// First and last day; 0 where no article is dated.
    first: i64,
    last: i64,
    articles: i64,
    outlets: FxHashSet<CompactString>,
}

/// An article as its story counts it.
#[derive(Debug)]
pub(crate) struct Counted {
    pub day: i64,
    pub outlet: Option<CompactString>,
}

impl Counted {
    /// An article whose day and outlet stand from column `at` on.
    pub fn of_row(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Self> {
        let outlet = row
            .get_ref(at + 1)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)?;
        Ok(Self {
            day: row.get(at)?,
            outlet: outlet.map(CompactString::from),
        })
    }
}

/// How the articles of a batch change a story.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub title: String,
    /// The articles that joined it.
    pub joined: Vec<Counted>,
    /// Whether an article changed that was in it before: all are counted again.
    pub recount: bool,
}

impl Numbers {
    fn take(&mut self, article: Counted) {
        self.articles += 1;
        self.last = self.last.max(article.day);
        if article.day > 0 && (self.first == 0 || article.day < self.first) {
            self.first = article.day;
        }
        self.outlets.extend(article.outlet);
    }

    fn read(ledger: &Connection, story: &str) -> rusqlite::Result<Self> {
        let mut select = ledger.prepare_cached(
            "SELECT a.day, a.outlet FROM story_articles AS s JOIN articles AS a ON a.id = s.article WHERE s.story = ?1",
        )?;
        let mut rows = select.query([story])?;
        let mut numbers = Self::default();
        while let Some(row) = rows.next()? {
            numbers.take(Counted::of_row(row, 0)?);
        }
        Ok(numbers)
    }
}

impl OpenStories {
    pub fn new(stream: StoryStream) -> Self {
        Self {
            stream,
            numbers: FxHashMap::default(),
        }
    }

    /// Notes that a story was opened, which has no article yet.
    pub fn begin(&mut self, story: &StoryId) {
        let numbers = Numbers::default();
        self.numbers.insert(story.as_str().to_owned(), numbers);
    }

    /// Writes a story's row. The articles that joined it are in the ledger.
    pub fn write(
        &mut self,
        ledger: &Connection,
        story: &str,
        touched: Touched,
    ) -> rusqlite::Result<()> {
        if touched.recount {
            self.numbers.remove(story);
        }
        if let Some(numbers) = self.numbers.get_mut(story) {
            for article in touched.joined {
                numbers.take(article);
            }
        } else {
            let read = Numbers::read(ledger, story)?;
            self.numbers.insert(story.to_owned(), read);
        }
        let Some(numbers) = self.numbers.get(story) else {
            return Ok(());
        };
        ledger
            .prepare_cached(
                "INSERT INTO stories (id, title, day, last_day, articles, outlets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET title = excluded.title, day = excluded.day,
                     last_day = excluded.last_day, articles = excluded.articles, outlets = excluded.outlets",
            )?
            .execute(params![
                story,
                touched.title,
                numbers.first,
                numbers.last,
                numbers.articles,
                numbers.outlets.len() as i64
            ])?;
        Ok(())
    }

    /// Forgets the numbers of stories that are closed, once they are as many as the open ones.
    pub fn forget_closed(&mut self) {
        if self.numbers.len() > 2 * self.stream.open_stories() {
            let stream = &self.stream;
            self.numbers.retain(|story, _| {
                stream
                    .story(&StoryId::from_record(story.as_str()))
                    .is_some()
            });
        }
    }
}
