//! Parameters that an address does not know are refused: a misspelt filter must not pass for none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{OpenApi, RefOr};

use crate::error::ApiError;

/// The query parameters of each address, as its description tells them.
pub type Known = Arc<BTreeMap<String, BTreeSet<String>>>;

/// Reads them out of the description.
pub fn known(document: &OpenApi) -> Known {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, item) in &document.paths.paths {
        let names = known.entry(path.clone()).or_default();
        let operations = [&item.get, &item.post, &item.put, &item.delete];
        for parameter in operations
            .into_iter()
            .flatten()
            .flat_map(|operation| operation.parameters.iter().flatten())
        {
            if let RefOr::T(parameter) = parameter
                && parameter.parameter_in == ParameterIn::Query
            {
                names.insert(parameter.name.clone());
            }
        }
    }
    Arc::new(known)
}

/// Lets a request through whose parameters the address knows.
pub async fn check(
    State(known): State<Known>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let names = path.as_ref().and_then(|path| known.get(path.as_str()));
    if let (Some(names), Some(query)) = (names, request.uri().query()) {
        let given = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split('=').next().unwrap_or_default());
        for name in given {
            if !names.contains(name) {
                let shown: String = name.chars().take(40).collect();
                let all: Vec<&str> = names.iter().map(String::as_str).collect();
                let help = if all.is_empty() {
                    "it takes none".to_owned()
                } else {
                    format!("it takes {}", all.join(", "))
                };
                return ApiError::bad(format!("this address has no parameter `{shown}`"), help)
                    .into_response();
            }
        }
    }
    next.run(request).await
}
