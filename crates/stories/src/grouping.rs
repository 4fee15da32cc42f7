//! Articles to stories with their near-duplicates: all of this crate together.

use detente_calendar::PartialDate;
use rustc_hash::FxHashMap as HashMap;

use crate::ArticleKey;
use crate::near::{Fingerprint, GroupNumber, NearDuplicates};
use crate::stream::{StoryId, StoryOptions, StoryStream};
use crate::syndication::{self, Copy, Provenance};

/// An article as it is grouped, with what tells where its text is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Source<'a> {
    /// The medium that published it.
    pub outlet: Option<&'a str>,
    /// The agency it credits.
    pub agency: Option<&'a str>,
    /// The time of day of its publication, ISO 8601.
    pub time: Option<&'a str>,
}

/// A story with its articles, one row of output.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoryRecord {
    /// The story's id, a hash of the id of its first article.
    pub id: StoryId,
    /// The headline of the article that has most in common with all.
    pub headline: Option<String>,
    /// The first day of its dated articles.
    pub first: Option<PartialDate>,
    /// The last.
    pub last: Option<PartialDate>,
    /// All its articles in the order of arrival; none is left out for being a copy.
    pub articles: Vec<Member>,
    /// Texts that more than one of the articles share.
    pub copies: Vec<CopyGroup>,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Member {
    /// The article's id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// The medium that published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The id of the article whose text it shares, if that came first.
    pub copy_of: Option<String>,
}

/// Articles that share a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CopyGroup {
    /// Which was first, who wrote it, who ran it.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The ids of all that share it, the original among them, in the order of arrival.
    pub articles: Vec<String>,
}

/// Groups articles as they arrive and keeps, of each, what its row tells: some hundred bytes.
#[derive(Debug)]
pub struct Grouping {
    stream: StoryStream,
    near: NearDuplicates,
    /// Stories in the order in which they opened.
    stories: Vec<Gathered>,
    places: HashMap<StoryId, usize>,
    /// The place of the story of each group of near-duplicates.
    groups: HashMap<GroupNumber, usize>,
}

#[derive(Debug)]
struct Gathered {
    id: StoryId,
    headline: Option<String>,
    articles: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    id: String,
    title: Option<String>,
    outlet: Option<String>,
    agency: Option<String>,
    published: Option<PartialDate>,
    time: Option<String>,
    length: usize,
    group: GroupNumber,
}

impl Default for Grouping {
    fn default() -> Self {
        Self::new(StoryOptions::default())
    }
}

impl Grouping {
    /// No articles yet.
    pub fn new(options: StoryOptions) -> Self {
        Self {
            stream: StoryStream::new(options),
            near: NearDuplicates::default(),
            stories: Vec::new(),
            places: HashMap::default(),
            groups: HashMap::default(),
        }
    }

    /// Puts the next article into its story. A near-duplicate belongs to the story of what it is a copy
    /// of.
    pub fn add(&mut self, key: &ArticleKey, source: &Source) -> StoryId {
        let group = self.near.add(Fingerprint::of(key.body));
        let place = if let Some(place) = self.groups.get(&group).copied() {
            self.stream.restore(&self.stories[place].id, key);
            place
        } else {
            let story = self.stream.add(key).story;
            let place = *self.places.entry(story.clone()).or_insert_with(|| {
                self.stories.push(Gathered {
                    id: story,
                    headline: None,
                    articles: Vec::new(),
                });
                self.stories.len() - 1
            });
            self.groups.insert(group, place);
            place
        };
        let gathered = &mut self.stories[place];
        // A story may close before the end; its headline is kept as it was last.
        if let Some(story) = self.stream.story(&gathered.id) {
            gathered.headline.clone_from(&story.headline);
        }
        let owned = |text: Option<&str>| text.map(str::to_owned);
        gathered.articles.push(Kept {
            id: key.id.to_owned(),
            title: owned(key.title),
            outlet: owned(source.outlet),
            agency: owned(source.agency),
            published: key.published,
            time: owned(source.time),
            length: key.body.len(),
            group,
        });
        gathered.id.clone()
    }

    /// The stories, in the order in which they opened.
    pub fn finish(self) -> impl Iterator<Item = StoryRecord> {
        self.stories.into_iter().map(Gathered::into_record)
    }
}

impl Gathered {
    fn into_record(self) -> StoryRecord {
        let mut copies: Vec<CopyGroup> = Vec::new();
        let mut original_of: HashMap<GroupNumber, String> = HashMap::default();
        let mut groups: HashMap<GroupNumber, Vec<&Kept>> = HashMap::default();
        for article in &self.articles {
            groups.entry(article.group).or_default().push(article);
        }
        let mut groups: Vec<_> = groups
            .into_iter()
            .filter(|(_, all)| all.len() > 1)
            .collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        for (group, all) in groups {
            let told: Vec<Copy> = all.iter().map(|article| article.as_copy()).collect();
            if let Some(provenance) = syndication::provenance(&told) {
                original_of.insert(group, provenance.original.clone());
                copies.push(CopyGroup {
                    provenance,
                    articles: all.iter().map(|article| article.id.clone()).collect(),
                });
            }
        }
        let days = || {
            self.articles
                .iter()
                .filter_map(|article| article.published?.first_day())
                .map(PartialDate::Day)
        };
        let day = |date: &PartialDate| date.first_day();
        StoryRecord {
            first: days().min_by_key(day),
            last: days().max_by_key(day),
            id: self.id,
            headline: self.headline,
            copies,
            articles: self
                .articles
                .into_iter()
                .map(|article| Member {
                    copy_of: original_of
                        .get(&article.group)
                        .filter(|original| **original != article.id)
                        .cloned(),
                    id: article.id,
                    title: article.title,
                    outlet: article.outlet,
                    published: article.published,
                })
                .collect(),
        }
    }
}

impl Kept {
    fn as_copy(&self) -> Copy<'_> {
        Copy {
            id: &self.id,
            outlet: self.outlet.as_deref(),
            agency: self.agency.as_deref(),
            published: self.published,
            time: self.time.as_deref(),
            length: self.length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_named_and_kept() {
        let report = "Norway recalled its ambassador from Minsk on Monday after a court there jailed the editor \
            Pavel Orlik for nine years. The minister, Kari Lund, said that Oslo would not be silent about it.";
        let mut grouping = Grouping::default();
        for (id, outlet, day, title) in [
            ("a", "The Courier", "2011-02-15", "Envoy leaves Minsk"),
            (
                "b",
                "Kama Herald",
                "2011-02-14",
                "Oslo acts over jailed editor",
            ),
        ] {
            let key = ArticleKey {
                id,
                title: Some(title),
                body: report,
                published: day.parse().ok(),
            };
            let source = Source {
                outlet: Some(outlet),
                agency: (id == "a").then_some("NTB"),
                time: None,
            };
            grouping.add(&key, &source);
        }
        let stories: Vec<StoryRecord> = grouping.finish().collect();
        assert_eq!(stories.len(), 1);
        let story = &stories[0];
        assert_eq!(story.articles.len(), 2);
        assert_eq!(story.articles[0].copy_of.as_deref(), Some("b"));
        assert_eq!(story.articles[1].copy_of, None);
        assert_eq!(story.first.unwrap().to_string(), "2011-02-14");
        let told = &story.copies[0].provenance;
        assert_eq!(
            (told.original.as_str(), told.agency.as_deref()),
            ("b", Some("NTB"))
        );
        assert_eq!(told.outlets, ["Kama Herald", "The Courier"]);
    }
}
