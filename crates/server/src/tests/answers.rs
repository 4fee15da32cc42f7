//! What routes answer.

use super::numbers::sum;
use super::*;

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
