//! What is refused, and how.

use super::*;

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
