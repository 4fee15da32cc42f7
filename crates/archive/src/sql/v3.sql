-- Version 3 of the ledger: roll-ups of events by step, and of what records of a term have besides.
-- The program fills both from the records that are there.

-- What a series of a term's events counts, term 0 being all events. `step`: 0 holds the sums of a day, by
-- the events dated to it; 1 (week), 2 (month) and 3 (year) hold what the step's own sums have more or less
-- than those of its days, since an article may tell of several days, and dates may be coarser; 4 counts
-- the events without a date, 5 and 6 those dated to a month and to a year only, in `events` alone.
-- Values are Goldstein's in hundredths; squares, products and counts are summed by article (s², s n, n²).
CREATE TABLE tallies (
    term     INTEGER NOT NULL,
    step     INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    events   INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    class_1  INTEGER NOT NULL,
    class_2  INTEGER NOT NULL,
    class_3  INTEGER NOT NULL,
    class_4  INTEGER NOT NULL,
    valued   INTEGER NOT NULL,
    valued_articles INTEGER NOT NULL,
    goldstein INTEGER NOT NULL,
    squares  INTEGER NOT NULL,
    products INTEGER NOT NULL,
    counts   INTEGER NOT NULL,
    PRIMARY KEY (term, step, first)
) WITHOUT ROWID;

-- How many of a term's records have another term of the same family.
CREATE TABLE beside (
    term  INTEGER NOT NULL,
    other INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (term, other)
) WITHOUT ROWID;
