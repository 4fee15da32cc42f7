//! Answers that are kept are those that a server would give that keeps none.

use detente_archive::{Family, NewCorrection, Saved, Verdict, Writer};
use proptest::prelude::*;

use super::*;

/// What happens to an archive while it is served.
#[derive(Debug, Clone)]
enum Act {
    /// Some of the articles come in, or come again.
    Put(usize),
    /// An article is coded anew: its title and events are others.
    Recode(usize),
    /// The search index takes up what came.
    Index,
    /// Articles are grouped to stories.
    Group,
    /// A reviewer says something.
    Correct(usize),
    /// A search is saved, in place of the one before.
    Save(u8),
    /// It is forgotten.
    Forget,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..4usize).prop_map(Act::Put),
        (0..4usize).prop_map(Act::Recode),
        Just(Act::Index),
        Just(Act::Group),
        (0..4usize).prop_map(Act::Correct),
        (0..3u8).prop_map(Act::Save),
        Just(Act::Forget),
    ]
}

const ASKED: &[&str] = &[
    "status",
    "articles",
    "articles?q=missile",
    "events",
    "events?a=RUS&b=NATO",
    "events?q=council&limit=3",
    "quotes?actor=RUS",
    "positions?issue=missile-defence",
    "actors",
    "actors/RUS",
    "dyads",
    "network",
    "places",
    "facets",
    "stories",
    "series?a=RUS&b=NATO&by=year",
    "relation?a=RUS&b=NATO",
    "happenings",
    "matrix?by=year",
    "brief?a=RUS&b=NATO",
    "issues",
    "forums",
    "agreements",
    "corrections",
    "corrections/summary",
    "corrections/gold",
    "saved",
    "search?q=missile",
    "search?q=again",
    "search?q=council&order=newest",
    "export?of=events&format=jsonl",
];

struct Scene {
    archive: Archive,
    writer: Writer,
    articles: Vec<Coded>,
    recoded: usize,
}

impl Scene {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Put(which) => {
                let coded = self.articles[*which].clone();
                self.writer.put(&[coded], &provenance()).unwrap();
            }
            Act::Recode(which) => {
                self.recoded += 1;
                let coded = &mut self.articles[*which];
                coded.article.title = Some(format!("Coded again {}", self.recoded));
                coded.coding.events.pop();
                let coded = coded.clone();
                self.writer.put(&[coded], &provenance()).unwrap();
            }
            Act::Index => drop(self.writer.catch_up().unwrap()),
            Act::Group => drop(self.writer.group_stories().unwrap()),
            Act::Correct(which) => {
                let article = &self.articles[*which];
                let Some(event) = article.coding.events.first() else {
                    return;
                };
                let said = NewCorrection {
                    reviewer: "Ada".to_owned(),
                    family: Family::Event,
                    record: event.id.clone(),
                    article: article.article.id.clone(),
                    verdict: Verdict::Accept,
                    judged: serde_json::to_value(event).unwrap(),
                    proposed: None,
                    note: String::new(),
                    at: 0,
                };
                self.archive.correct(&said).unwrap();
            }
            Act::Save(query) => {
                let saved = Saved {
                    name: "mine".to_owned(),
                    view: "search".to_owned(),
                    query: format!("q={query}"),
                    at: 0,
                };
                self.archive.save(&saved).unwrap();
            }
            Act::Forget => drop(self.archive.forget("mine").unwrap()),
        }
    }
}

async fn body(app: &Router, path: &str) -> (StatusCode, String) {
    let (status, _, body) = send(app, get(&format!("/api/v1/{path}"))).await;
    (status, String::from_utf8(body).unwrap())
}

/// Asks `app` as it is and with the `ETags` of the answers before: what it gives must be what a server gives
/// that has just begun, and 304 only where the answer is the one that the client has.
async fn check(app: &Router, archive: &Archive, before: &mut [Option<(String, String)>]) {
    let fresh = crate::serving::app(open(archive.clone(), false));
    for (path, before) in ASKED.iter().zip(before) {
        let wanted = body(&fresh, path).await;
        for _ in 0..2 {
            assert_eq!(body(app, path).await, wanted, "{path}");
        }
        if let Some((tag, told)) = before.take() {
            let request = Request::get(format!("/api/v1/{path}"))
                .header("host", "localhost")
                .header("if-none-match", tag)
                .body(Body::empty())
                .unwrap();
            let (status, _, _) = send(app, request).await;
            if status == StatusCode::NOT_MODIFIED {
                assert_eq!(told, wanted.1, "{path}");
            }
        }
        let (_, headers, _) = send(app, get(&format!("/api/v1/{path}"))).await;
        if let Some(tag) = headers.get("etag") {
            *before = Some((tag.to_str().unwrap().to_owned(), wanted.1));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, ..ProptestConfig::default() })]
    #[test]
    fn no_answer_is_older_than_the_archive(acts in proptest::collection::vec(act(), 1..10)) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::at(folder.path());
        let mut scene = Scene {
            writer: archive.writer().unwrap(),
            archive: archive.clone(),
            articles: coded(),
            recoded: 0,
        };
        scene.act(&Act::Put(0));
        scene.act(&Act::Index);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let desk = open(archive.clone(), false);
            let app = app(Arc::clone(&desk));
            let mut before = vec![None; ASKED.len()];
            for act in &acts {
                scene.act(act);
                // The searcher looks twice a second whether the index changed; here it looks at once.
                desk.index.reload().unwrap();
                check(&app, &archive, &mut before).await;
            }
            assert!(desk.kept.given() > 0);
        });
    }
}

/// Of those who ask the same at once, one is answered from the archive.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_question_is_answered_once() {
    let (folder, _) = desk(false);
    let desk = open(Archive::at(folder.path()), false);
    let app = app(Arc::clone(&desk));
    let asking: Vec<_> = (0..20)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move { body(&app, "relation?a=RUS&b=NATO").await })
        })
        .collect();
    let mut told = Vec::new();
    for one in asking {
        told.push(one.await.unwrap());
    }
    assert_eq!(told[0].0, StatusCode::OK);
    assert!(told.iter().all(|one| *one == told[0]));
    assert_eq!(desk.kept.given(), 19);
}

/// Who wants an answer made anew gets one.
#[tokio::test]
async fn what_is_kept_need_not_be_taken() {
    let (folder, _) = desk(false);
    let desk = open(Archive::at(folder.path()), false);
    let app = app(Arc::clone(&desk));
    let wanted = body(&app, "events").await;
    let request = Request::get("/api/v1/events")
        .header("host", "localhost")
        .header("cache-control", "no-cache")
        .body(Body::empty())
        .unwrap();
    let (status, _, told) = send(&app, request).await;
    assert_eq!((status, String::from_utf8(told).unwrap()), wanted);
    assert_eq!(desk.kept.given(), 0);
}

/// What failed is not kept, and who asks for it again is answered anew.
#[tokio::test]
async fn refusals_are_not_kept() {
    let (folder, _) = desk(false);
    let desk = open(Archive::at(folder.path()), false);
    let app = app(Arc::clone(&desk));
    for path in ["events/none", "series?by=hour"] {
        for _ in 0..2 {
            assert!(body(&app, path).await.0.is_client_error(), "{path}");
        }
    }
    assert_eq!(desk.kept.given(), 0);
}
