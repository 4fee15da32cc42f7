-- Version 2 of the ledger: roll-ups, so that charts and totals need not read every article.

-- Articles by day of publication, of those dated to the day: what counts are divided by.
CREATE TABLE coverage (
    day INTEGER PRIMARY KEY,
    n   INTEGER NOT NULL
);
INSERT INTO coverage
    SELECT day, count(*) FROM articles WHERE day > 0 AND length(published) = 10 GROUP BY day;

-- Records of each family.
CREATE TABLE totals (
    family INTEGER PRIMARY KEY,
    n      INTEGER NOT NULL
);
INSERT INTO totals VALUES (0, (SELECT count(*) FROM events)), (1, (SELECT count(*) FROM quotes)),
    (2, (SELECT count(*) FROM positions)), (3, (SELECT count(*) FROM articles));
