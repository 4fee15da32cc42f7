-- Version 1 of the ledger.
--
-- `articles`, the three families of records and their JSON, `corrections`, `stories`, `saved` and
-- `runs` are the truth. `terms` and `links` are derived from them and can be made anew.
-- A day is the number YYYYMMDD of the first day that a date may mean, 0 where there is none.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What coded the articles: program, lexicon and model.
CREATE TABLE runs (
    key     INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    model   TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    UNIQUE (program, lexicon, model)
);

CREATE TABLE articles (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    -- Rises with every change of any article: readers and the search index go on from the last they saw.
    seq       INTEGER NOT NULL,
    digest    TEXT NOT NULL,
    run       INTEGER NOT NULL REFERENCES runs (key),
    day       INTEGER NOT NULL,
    title     TEXT,
    outlet    TEXT,
    url       TEXT,
    agency    TEXT,
    published TEXT,
    language  TEXT,
    events    INTEGER NOT NULL,
    quotes    INTEGER NOT NULL,
    positions INTEGER NOT NULL,
    terms     TEXT NOT NULL,
    -- The article row and its diagnostics as JSON, compressed with Zstandard.
    record    BLOB NOT NULL
);
CREATE UNIQUE INDEX articles_by_seq ON articles (seq);
CREATE INDEX articles_by_day ON articles (day, key);

CREATE TABLE events (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    article    INTEGER NOT NULL REFERENCES articles (key),
    day        INTEGER NOT NULL,
    date       TEXT,
    published  INTEGER NOT NULL,
    status     TEXT NOT NULL,
    source     TEXT NOT NULL,
    target     TEXT NOT NULL,
    code       TEXT NOT NULL,
    class      INTEGER NOT NULL,
    goldstein  REAL,
    confidence REAL,
    -- Keys of its terms as a JSON array, for facets and for taking it out again.
    terms      TEXT NOT NULL
);
CREATE INDEX events_by_article ON events (article);
CREATE INDEX events_by_day ON events (day, key);
CREATE TABLE event_records (key INTEGER PRIMARY KEY, record TEXT NOT NULL);

CREATE TABLE quotes (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key),
    day     INTEGER NOT NULL,
    actor   TEXT,
    speaker TEXT,
    terms   TEXT NOT NULL
);
CREATE INDEX quotes_by_article ON quotes (article);
CREATE INDEX quotes_by_day ON quotes (day, key);
CREATE TABLE quote_records (key INTEGER PRIMARY KEY, record TEXT NOT NULL);

CREATE TABLE positions (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key),
    day     INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    issue   TEXT NOT NULL,
    stance  TEXT NOT NULL,
    terms   TEXT NOT NULL
);
CREATE INDEX positions_by_article ON positions (article);
CREATE INDEX positions_by_day ON positions (day, key);
CREATE TABLE position_records (key INTEGER PRIMARY KEY, record TEXT NOT NULL);

-- What lists are filtered by: an actor of events, an issue of quotes …, with the number of records.
CREATE TABLE terms (
    key    INTEGER PRIMARY KEY,
    family INTEGER NOT NULL,
    kind   INTEGER NOT NULL,
    value  TEXT NOT NULL,
    n      INTEGER NOT NULL,
    UNIQUE (family, kind, value)
);
CREATE TABLE links (
    term INTEGER NOT NULL,
    day  INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (term, day, key)
) WITHOUT ROWID;

CREATE TABLE stories (
    id       TEXT PRIMARY KEY,
    day      INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    title    TEXT NOT NULL,
    articles INTEGER NOT NULL,
    outlets  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stories_by_day ON stories (last_day);
CREATE TABLE story_articles (
    story   TEXT NOT NULL,
    article TEXT NOT NULL,
    copy_of TEXT,
    PRIMARY KEY (story, article)
) WITHOUT ROWID;
CREATE INDEX stories_of_article ON story_articles (article);

-- What people said of codings. They name records by content, so they outlive re-coding.
CREATE TABLE corrections (
    key      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    at       INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    family   INTEGER NOT NULL,
    record   TEXT NOT NULL,
    article  TEXT NOT NULL,
    verdict  TEXT NOT NULL,
    -- The record as it was judged, and as it should be, as JSON.
    judged   TEXT NOT NULL,
    proposed TEXT,
    note     TEXT NOT NULL
);
CREATE INDEX corrections_by_record ON corrections (record);

CREATE TABLE saved (
    name  TEXT PRIMARY KEY,
    view  TEXT NOT NULL,
    query TEXT NOT NULL,
    at    INTEGER NOT NULL
) WITHOUT ROWID;
