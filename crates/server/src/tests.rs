//! The API as a client sees it, over an archive with a few coded articles.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use detente_archive::{Archive, Provenance};
use detente_formats::Limits;
use detente_formats::input::read_coded;
use serde_json::Value;
use tower::ServiceExt;

use crate::desk::{Desk, Engine};
use crate::serving::{Config, app};

const TOKEN: &str = "a token that is long enough";
const CODED: &str = include_str!("../tests/coded.jsonl");

fn desk(tokens: bool) -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path());
    let mut writer = archive.writer().unwrap();
    let coded: Vec<_> = read_coded("coded.jsonl", CODED.as_bytes(), Limits::default())
        .collect::<Result<_, _>>()
        .unwrap();
    let provenance = Provenance {
        program: "test".to_owned(),
        lexicon: String::new(),
        model: String::new(),
        at: 0,
    };
    writer.put(&coded, &provenance).unwrap();
    writer.catch_up().unwrap();
    writer.group_stories().unwrap();
    drop(writer);
    let config = Config {
        addr: SocketAddr::from(([127, 0, 0, 1], 0)),
        tokens: if tokens {
            vec![blake3::hash(TOKEN.as_bytes())]
        } else {
            Vec::new()
        },
        reading_needs_token: false,
        hosts: Vec::new(),
        origins: Vec::new(),
        rate: 0,
    };
    let engine = Engine {
        lexicon: detente_builtin::lexicon(),
        coder: None,
    };
    let desk = Desk::open(archive, engine, config).unwrap();
    (folder, app(Arc::new(desk)))
}

async fn send(app: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (
        parts.status,
        parts.headers,
        to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    )
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header("host", "localhost")
        .body(Body::empty())
        .unwrap()
}

async fn json(app: &Router, path: &str) -> (StatusCode, Value) {
    let (status, _, body) = send(app, get(path)).await;
    let text = String::from_utf8_lossy(&body).into_owned();
    (
        status,
        serde_json::from_slice(&body).unwrap_or_else(|error| panic!("{path}: {error}: {text}")),
    )
}

#[tokio::test]
async fn every_route_answers() {
    let (_folder, app) = desk(false);
    let (_, document) = json(&app, "/api/openapi.json").await;
    assert_eq!(
        document["openapi"].as_str().map(|version| &version[..3]),
        Some("3.1")
    );
    let article = json(&app, "/api/v1/articles?limit=1").await.1["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for (path, operations) in document["paths"].as_object().unwrap() {
        if operations.get("get").is_none()
            || path.ends_with("/stream")
            || path.ends_with("/export")
            || path.ends_with("/explain")
            || path.ends_with("/gold")
        {
            continue;
        }
        let of = path
            .trim_start_matches("/api/v1/")
            .split('/')
            .next()
            .unwrap();
        let id = match of {
            "articles" => article.clone(),
            "events" | "quotes" | "positions" | "stories" => {
                json(&app, &format!("/api/v1/{of}?limit=1")).await.1["items"][0]["id"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            }
            "actors" => "RUS".to_owned(),
            "issues" => "missile-defence".to_owned(),
            "forums" => "russia-nato-council".to_owned(),
            "agreements" => "new-start".to_owned(),
            _ => "x".to_owned(),
        };
        let query = if matches!(of, "relation" | "brief") {
            "?a=RUS&b=NATO"
        } else {
            ""
        };
        let address = format!(
            "{}{query}",
            path.replace("{id}", &id.replace('/', "%2F"))
                .replace("{actor}", &id)
        );
        let (status, answer) = json(&app, &address).await;
        assert_eq!(status, StatusCode::OK, "{address}: {answer}");
    }
}

#[tokio::test]
async fn totals_pages_and_exports_tell_the_same_numbers() {
    let (_folder, app) = desk(false);
    for filter in [
        "",
        "&actor=RUS",
        "&a=RUS&b=NATO",
        "&class=1,2&status=current",
        "&since=2011&until=2012",
        "&q=council",
        "&section=europe",
    ] {
        for of in ["events", "quotes", "positions", "articles"] {
            let mut seen = Vec::new();
            let mut cursor = String::new();
            let total = loop {
                let (status, page) =
                    json(&app, &format!("/api/v1/{of}?limit=3{filter}{cursor}")).await;
                assert_eq!(status, StatusCode::OK, "{page}");
                seen.extend(
                    page["items"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|item| item["id"].as_str().unwrap().to_owned()),
                );
                match page["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break page["total"].as_u64().unwrap(),
                }
            };
            assert_eq!(seen.len() as u64, total, "{of} {filter}");
            let (_, _, export) = send(
                &app,
                get(&format!("/api/v1/export?of={of}&format=jsonl{filter}")),
            )
            .await;
            let exported: Vec<String> = String::from_utf8(export)
                .unwrap()
                .lines()
                .map(|line| {
                    serde_json::from_str::<Value>(line).unwrap()["id"]
                        .as_str()
                        .unwrap()
                        .to_owned()
                })
                .collect();
            assert_eq!(exported, seen, "{of} {filter}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_status_and_help() {
    let (_folder, app) = desk(false);
    for (path, status) in [
        ("/api/v1/events?limit=0", 400),
        ("/api/v1/events?limit=1000000", 400),
        ("/api/v1/events?limit=-1", 400),
        ("/api/v1/events?cursor=1%27%20OR%201=1", 400),
        ("/api/v1/events?since=yesterday", 400),
        ("/api/v1/events?acter=RUS", 400),
        ("/api/v1/events?min_confidence=2", 400),
        ("/api/v1/events?section=atlantis", 400),
        ("/api/v1/search?q=colour:red", 400),
        ("/api/v1/search?q=a&cursor=99999999", 400),
        ("/api/v1/series?by=fortnight", 400),
        ("/api/v1/relation?a=RUS", 400),
        ("/api/v1/brief?a=RUS", 400),
        ("/api/v1/brief?a=RUS&b=RUS", 400),
        ("/api/v1/brief?a=RUS&b=NATO&items=0", 400),
        ("/api/v1/brief?a=RUS&b=NATO&format=exe", 400),
        ("/api/v1/matrix?at=soon", 400),
        ("/api/v1/matrix?by=day", 400),
        ("/api/v1/export?of=wishes", 400),
        ("/api/v1/export?format=exe", 400),
        ("/api/v1/facets?kinds=colour", 400),
        ("/api/v1/explain?text=x", 503),
        ("/api/v1/articles/no-such", 404),
        ("/api/v1/events/no-such", 404),
        ("/api/v1/issues/no-such", 404),
        ("/api/v1/nothing", 404),
        ("/api/../../etc/passwd", 404),
        ("/assets/..%2f..%2fCargo.toml", 404),
        ("/..%2f..%2fetc%2fpasswd.txt", 404),
    ] {
        let (found, _, body) = send(&app, get(path)).await;
        assert_eq!(found.as_u16(), status, "{path}");
        let error: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(error["status"], status, "{path}");
        for field in ["code", "message", "help"] {
            assert!(!error[field].as_str().unwrap().is_empty(), "{path}");
        }
    }
    // Values are values, whatever they look like.
    for value in [
        "%27%3B%20DROP%20TABLE%20articles%3B--",
        "%00",
        "%25",
        "%F0%9F%92%A3",
    ] {
        let (status, found) = json(&app, &format!("/api/v1/events?actor={value}")).await;
        assert_eq!((status, &found["total"]), (StatusCode::OK, &Value::from(0)));
    }
}

#[tokio::test]
async fn answers_that_a_client_has_are_not_sent_again() {
    let (_folder, app) = desk(false);
    let (_, headers, _) = send(&app, get("/api/v1/dyads")).await;
    let etag = headers["etag"].clone();
    let again = Request::get("/api/v1/dyads")
        .header("host", "localhost")
        .header("if-none-match", &etag)
        .body(Body::empty())
        .unwrap();
    let (status, _, body) = send(&app, again).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = Request::get("/api/v1/actors")
        .header("host", "localhost")
        .header("if-none-match", &etag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(send(&app, other).await.0, StatusCode::OK);
}

#[tokio::test]
async fn writing_needs_a_token_and_a_body_that_fits() {
    let post = |token: Option<&str>, body: String| {
        let request = Request::post("/api/v1/corrections")
            .header("host", "localhost")
            .header("content-type", "application/json");
        let request = token.into_iter().fold(request, |request, token| {
            request.header("authorization", format!("Bearer {token}"))
        });
        request.body(Body::from(body)).unwrap()
    };
    let (_folder, app) = desk(false);
    assert_eq!(
        send(&app, post(Some(TOKEN), String::new())).await.0,
        StatusCode::FORBIDDEN
    );
    let (_folder, app) = desk(true);
    let event = json(&app, "/api/v1/events?limit=1").await.1["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let said = |verdict: &str| {
        format!(r#"{{"reviewer":"ann","family":"event","record":"{event}","verdict":"{verdict}"}}"#)
    };
    assert_eq!(
        send(&app, post(None, said("accept"))).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        send(&app, post(Some("guess"), said("accept"))).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        send(&app, post(Some(TOKEN), said("applaud"))).await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        send(&app, post(Some(TOKEN), said("correct"))).await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        send(&app, post(Some(TOKEN), "{".to_owned())).await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        send(&app, post(Some(TOKEN), " ".repeat(2 << 20))).await.0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        send(&app, post(Some(TOKEN), said("reject"))).await.0,
        StatusCode::CREATED
    );
    let (_, kept) = json(&app, &format!("/api/v1/corrections?record={event}")).await;
    assert_eq!(
        (
            kept["items"].as_array().unwrap().len(),
            kept["items"][0]["verdict"].as_str()
        ),
        (1, Some("reject"))
    );
    assert_eq!(kept["items"][0]["judged"]["id"], event.as_str());
}

#[tokio::test]
async fn a_strange_host_is_refused_and_every_answer_is_guarded() {
    let (_folder, app) = desk(false);
    let strange = Request::get("/api/v1/status")
        .header("host", "evil.example")
        .body(Body::empty())
        .unwrap();
    let (status, headers, _) = send(&app, strange).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    let (_, headers, page) = send(&app, get("/feed")).await;
    assert!(String::from_utf8(page).unwrap().contains("<title>"));
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(!headers.contains_key("access-control-allow-origin"));
}

/// The filters under which the numbers of all views are compared.
const FILTERS: [&str; 9] = [
    "",
    "actor=RUS",
    "a=RUS&b=NATO",
    "class=1,2&status=current",
    "issue=missile-defence",
    "since=2010&until=2012",
    "q=council",
    "section=europe&code=04",
    "actor=NOBODY",
];

/// The total of a list under a filter.
async fn total(app: &Router, of: &str, filter: &str) -> u64 {
    let (status, page) = json(app, &format!("/api/v1/{of}?limit=1&{filter}")).await;
    assert_eq!(status, StatusCode::OK, "{of} {filter}: {page}");
    page["total"].as_u64().unwrap()
}

fn sum(items: &Value, of: &str) -> u64 {
    let items = items.as_array().unwrap();
    items.iter().map(|item| item[of].as_u64().unwrap()).sum()
}

/// Every number that a view shows leads to a list: it must have as many records as the number says.
#[tokio::test]
async fn every_number_leads_to_as_many_records() {
    let (_folder, app) = desk(false);
    for filter in FILTERS {
        let and = if filter.is_empty() { "" } else { "&" };
        let events = total(&app, "events", filter).await;
        // Series: points, and what no point can show.
        for by in ["day", "week", "month", "year"] {
            let (_, series) = json(&app, &format!("/api/v1/series?by={by}{and}{filter}")).await;
            let beside = series["undated"].as_u64().unwrap() + series["coarser"].as_u64().unwrap();
            assert_eq!(
                sum(&series["points"], "events") + beside,
                events,
                "{by} {filter}"
            );
            for point in series["points"].as_array().unwrap() {
                let classes: u64 = point["classes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(Value::as_u64)
                    .sum();
                assert_eq!(
                    point["cooperation"].as_u64().unwrap() + point["conflict"].as_u64().unwrap(),
                    classes
                );
                let days = format!(
                    "since={}&until={}",
                    point["first"].as_str().unwrap(),
                    point["last"].as_str().unwrap()
                );
                if by == "year" && !filter.contains("since") {
                    assert_eq!(
                        point["events"].as_u64().unwrap(),
                        total(&app, "events", &format!("{filter}{and}{days}")).await
                    );
                    assert_eq!(
                        point["articles"].as_u64().unwrap(),
                        total(&app, "articles", &days).await,
                        "coverage {days}"
                    );
                }
            }
        }
        // Facets of every kind lead to their records.
        let kinds = "actor,code,class,issue,forum,country,outlet,status,rule";
        let (_, found) = json(&app, &format!("/api/v1/facets?kinds={kinds}{and}{filter}")).await;
        for (kind, values) in found["facets"].as_object().unwrap() {
            for value in values.as_array().unwrap().iter().take(4) {
                let wanted = value["value"].as_str().unwrap().replace(' ', "%20");
                // A condition given twice would replace the filter's own.
                if filter.contains(&format!("{kind}=")) {
                    continue;
                }
                let narrowed =
                    total(&app, "events", &format!("{filter}{and}{kind}={wanted}")).await;
                assert_eq!(
                    value["count"].as_u64().unwrap(),
                    narrowed,
                    "{filter} {kind}={wanted}"
                );
            }
        }
        // Pairs, places, the network.
        let (_, network) = json(&app, &format!("/api/v1/network?{filter}")).await;
        for link in network["links"].as_array().unwrap().iter().take(5) {
            let count = link["count"].as_u64().unwrap();
            assert_eq!(
                link["cooperation"].as_u64().unwrap() + link["conflict"].as_u64().unwrap(),
                count
            );
            if !filter.contains("a=") {
                let pair = format!(
                    "{filter}{and}a={}&b={}",
                    link["a"].as_str().unwrap(),
                    link["b"].as_str().unwrap()
                );
                assert_eq!(count, total(&app, "events", &pair).await, "{pair}");
            }
        }
        // Happenings hide no report.
        let (_, happenings) = json(&app, &format!("/api/v1/happenings?limit=500&{filter}")).await;
        let mentions: usize = happenings["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["mentions"].as_array().unwrap().len())
            .sum();
        assert_eq!(mentions as u64, events, "{filter}");
        // The matrix counts every position once, as dated, undated or later.
        let positions = total(&app, "positions", filter).await;
        let (_, matrix) = json(&app, &format!("/api/v1/matrix?{filter}")).await;
        assert_eq!(
            sum(&matrix["cells"], "statements") + matrix["undated"].as_u64().unwrap(),
            positions,
            "{filter}"
        );
    }
}

/// What a dossier, an actor and an issue tell of themselves is what the lists have.
#[tokio::test]
async fn dossiers_actors_and_issues_tell_the_numbers_of_the_lists() {
    let (_folder, app) = desk(false);
    let (_, relation) = json(&app, "/api/v1/relation?a=RUS&b=NATO&by=year").await;
    let between = total(&app, "events", "a=RUS&b=NATO").await;
    assert_eq!(relation["events"].as_u64().unwrap(), between);
    assert_eq!(
        relation["a"]["events"].as_u64().unwrap() + relation["b"]["events"].as_u64().unwrap(),
        between
    );
    let (_, series) = json(&app, "/api/v1/series?a=RUS&b=NATO&by=year").await;
    assert_eq!(relation["series"], series);
    let (_, actors) = json(&app, "/api/v1/actors?limit=20").await;
    for actor in actors["items"].as_array().unwrap() {
        let id = actor["value"].as_str().unwrap();
        let (_, detail) = json(&app, &format!("/api/v1/actors/{id}")).await;
        assert_eq!(detail["events"], actor["count"], "{id}");
        for of in ["events", "quotes", "positions"] {
            assert_eq!(
                detail[of].as_u64().unwrap(),
                total(
                    &app,
                    of,
                    &format!(
                        "{}={id}",
                        if of == "positions" { "source" } else { "actor" }
                    )
                )
                .await,
                "{id} {of}"
            );
        }
    }
    let (_, issues) = json(&app, "/api/v1/issues").await;
    for issue in issues["items"].as_array().unwrap() {
        let id = issue["id"].as_str().unwrap();
        for of in ["events", "quotes", "positions"] {
            assert_eq!(
                issue[of].as_u64().unwrap(),
                total(&app, of, &format!("issue={id}")).await,
                "{id} {of}"
            );
        }
    }
    let (_, status) = json(&app, "/api/v1/status").await;
    for of in ["events", "quotes", "positions", "articles"] {
        assert_eq!(
            status[of].as_u64().unwrap(),
            total(&app, of, "").await,
            "{of}"
        );
    }
}

#[tokio::test]
async fn a_briefing_cites_words_that_stand_in_its_articles() {
    let (_folder, app) = desk(false);
    let (status, brief) = json(&app, "/api/v1/brief?a=RUS&b=NATO").await;
    assert_eq!(status, StatusCode::OK);
    let references = brief["references"].as_array().unwrap();
    assert!(!references.is_empty());
    for reference in references {
        let id = reference["article"].as_str().unwrap();
        let (_, article) = json(&app, &format!("/api/v1/articles/{id}")).await;
        let words = &reference["words"];
        let (start, end) = (
            words["start"].as_u64().unwrap() as usize,
            words["end"].as_u64().unwrap() as usize,
        );
        let text: String = article["article"]["text"]
            .as_str()
            .unwrap()
            .chars()
            .skip(start)
            .take(end - start)
            .collect();
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = ["before", "core", "after"]
            .iter()
            .map(|part| words[part].as_str().unwrap())
            .collect();
        assert_eq!(folded(&text), folded(&shown));
    }
    let (_, headers, markdown) = send(&app, get("/api/v1/brief?a=RUS&b=NATO&format=md")).await;
    assert!(
        headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("briefing.md")
    );
    assert!(
        String::from_utf8(markdown)
            .unwrap()
            .starts_with("# Russia and NATO")
    );
}

#[tokio::test]
async fn verdicts_are_summed_up_and_make_gold() {
    let (_folder, app) = desk(true);
    let event = &json(&app, "/api/v1/events?limit=1").await.1["items"][0];
    let article = event["article"].as_str().unwrap();
    let (_, detail) = json(&app, &format!("/api/v1/articles/{article}")).await;
    let events = detail["events"].as_array().unwrap();
    for one in events {
        let body = serde_json::json!({"reviewer": "Ada", "family": "event", "record": one["id"], "verdict": "accept"});
        let request = Request::post("/api/v1/corrections")
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {TOKEN}"))
            .body(Body::from(body.to_string()))
            .unwrap();
        assert_eq!(send(&app, request).await.0, StatusCode::CREATED);
    }
    let (_, summary) = json(&app, "/api/v1/corrections/summary").await;
    assert_eq!(summary["verdicts"].as_u64().unwrap(), events.len() as u64);
    assert_eq!(sum(&summary["rules"], "judged"), events.len() as u64);
    assert_eq!(summary["families"][0]["share"], 1.0);
    let (status, _, gold) = send(&app, get("/api/v1/corrections/gold")).await;
    assert_eq!(status, StatusCode::OK);
    let item: Value = serde_json::from_slice(&gold).unwrap();
    assert_eq!(item["id"], article);
    assert_eq!(item["events"].as_array().unwrap().len(), events.len());
    assert_eq!(item["events"][0]["code"], events[0]["cameo"]);
}
