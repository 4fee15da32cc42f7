//! Every number leads to as many records, whichever way it is asked for.

use super::*;

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

pub(super) fn sum(items: &Value, of: &str) -> u64 {
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
