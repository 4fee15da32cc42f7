// A stand-in for `detente serve` while the app is worked on: the same routes over a file of records, in memory, only reading.
//   node mock/server.mjs records.jsonl [port]
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

import { ends, fits, groupBy, head, readArchive, tally, words } from './archive.mjs';

const [path, port = '7878'] = process.argv.slice(2);
const archive = readArchive(path);
const DIST = new URL('../dist/', import.meta.url).pathname;
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'";
const KINDS = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const names = new Map();
for (const event of archive.events) for (const end of [event.source, event.target]) if (!names.has(end.actor)) names.set(end.actor, end.name || end.actor);
const nameOf = (actor) => names.get(actor) ?? names.get(`${actor}:GOV`) ?? actor;
const inWords = (id) => id.replaceAll('-', ' ');
const item = ({ id, title, outlet, agency, url, published, language, counts }) => ({ id, title, outlet, agency, url, published, language, ...counts });

function page(rows, query, shape = (row) => row) {
  const [at, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 50)];
  return { items: rows.slice(at, at + limit).map(shape), total: rows.length, next: at + limit < rows.length ? String(at + limit) : null };
}

const pick = (family, query) => archive[family].filter((row) => fits(row, query, archive.byId));
const heads = (event) => ends(event).map(head).filter((actor) => actor !== '-');
const pairs = (events) => tally(events.flatMap((event) => { const [a, b] = heads(event).sort(); return a && b && a !== b ? [`${a}|${b}`] : []; }));
const VALUES = {
  actor: (row) => ends(row).filter((actor) => actor !== '-'),
  issue: (row) => row.issues ?? (row.issue ? [row.issue] : []),
  outlet: (row) => [(row.from ?? row).outlet].filter(Boolean),
  code: (row) => (row.cameo ? [row.cameo.slice(0, 2), row.cameo.slice(0, 3)] : []),
  forum: (row) => row.forums ?? [],
  agreement: (row) => row.agreements ?? [],
};
const facet = (kind, rows) => (kind === 'pair' ? pairs(rows) : tally(rows.flatMap(VALUES[kind] ?? (() => [])), kind === 'actor' ? nameOf : inWords));

function series(events, by) {
  const first = (date) => (by === 'year' ? `${date.slice(0, 4)}-01-01` : by === 'month' ? `${date.slice(0, 7)}-01` : date);
  const dated = events.filter((event) => /^\d/.test(event.date ?? '') && event.date.length >= (by === 'year' ? 4 : by === 'month' ? 7 : 10));
  return [...groupBy(dated, (event) => first(event.date))].sort().map(([day, own]) => {
    const classes = [1, 2, 3, 4].map((quad) => own.filter((event) => event.quad.class === quad).length);
    const scaled = own.filter((event) => event.goldstein !== null);
    const articles = archive.articles.filter((article) => /^\d/.test(article.published ?? '') && first(article.published) === day).length;
    return {
      first: day, events: own.length, classes, cooperation: classes[0] + classes[1], conflict: classes[2] + classes[3], articles,
      goldstein_mean: scaled.length ? scaled.reduce((sum, event) => sum + event.goldstein, 0) / scaled.length : null,
      per_thousand_articles: articles ? (1000 * own.length) / articles : null,
    };
  });
}

function relation(query) {
  const events = pick('events', query);
  const side = (actor) => {
    const own = new URLSearchParams({ source: actor });
    return { actor, name: nameOf(actor), events: events.filter((event) => head(event.source.actor) === actor).length, positions: pick('positions', own).slice(0, 100), quotes: pick('quotes', own).slice(0, 100) };
  };
  const by = query.get('by') ?? 'month';
  const [codes, issues, forums, agreements] = ['code', 'issue', 'forum', 'agreement'].map((kind) => facet(kind, events));
  return { a: side(query.get('a')), b: side(query.get('b')), events: events.length, by, series: series(events, by), codes, issues, forums, agreements, newest: events.slice(0, 100), meetings: events.filter((event) => event.cameo.startsWith('04')) };
}

function subject(kind, id, query) {
  const own = new URLSearchParams([...query, [kind, id]]);
  const [events, quotes, positions] = ['events', 'quotes', 'positions'].map((family) => pick(family, own));
  const common = { id, name: inWords(id), events: events.length, quotes: quotes.length, positions: positions.length };
  if (kind === 'issue') {
    const stands = [...groupBy(positions, (position) => position.actor)].map(([actor, own]) => ({ actor, name: nameOf(actor), positions: own, stances: Object.fromEntries(tally(own.map((position) => position.stance)).map(({ value, count }) => [value, count])) }));
    return { ...common, supports: '', parents: [], stands: stands.sort((x, y) => y.positions.length - x.positions.length), actors: facet('actor', events) };
  }
  const sessions = [...groupBy(events, (event) => event.date)].map(([date, own]) => ({ date, parties: [...new Set(own.flatMap(heads))], events: own }));
  return { ...common, aliases: [], parties: [], signed: null, in_force: null, ended: null, sessions, shown: events.length };
}

function subjects(kind, query) {
  const ids = facet(kind, ['events', 'quotes', 'positions'].flatMap((family) => pick(family, query)));
  return { items: ids.map(({ value }) => { const { stands, actors, sessions, ...item } = subject(kind, value, query); return item; }) };
}

function network(query) {
  const events = pick('events', query);
  const links = pairs(events).slice(0, Number(query.get('limit') ?? 100)).map(({ value, count }) => {
    const [a, b] = value.split('|');
    const conflict = events.filter((event) => event.quad.class > 2 && heads(event).sort().join('|') === value).length;
    return { a, b, count, conflict, cooperation: count - conflict };
  });
  return { nodes: tally(links.flatMap((link) => Array(link.count).fill([link.a, link.b]).flat()), nameOf), links };
}

function places(query) {
  const own = pick('events', query).filter((event) => event.place);
  return { items: [...groupBy(own, (event) => `${event.place.name}|${event.place.country}`).values()].map((events) => ({ ...events[0].place, count: events.length })).sort((x, y) => y.count - x.count) };
}

function search(query) {
  const wanted = words(query.get('q') ?? '');
  const found = pick('articles', query);
  const snippet = ({ text }) => {
    const at = Math.max(0, text.toLowerCase().indexOf(wanted[0] ?? ''));
    const shown = text.slice(Math.max(0, at - 60), at + 160);
    return wanted.length ? shown.split(new RegExp(`(${wanted.map((word) => word.replaceAll(/\W/g, '\\$&')).join('|')})`, 'i')).map((text, i) => ({ text, hit: i % 2 === 1 })) : [{ text: shown, hit: false }];
  };
  return { ...page(found, query, (article) => ({ article: item(article), score: 1, snippet: snippet(article) })), respelt: [] };
}

function actor(id, query) {
  const own = new URLSearchParams([...query, ['actor', id]]);
  const events = pick('events', own);
  const counterparts = pairs(events).filter(({ value }) => value.split('|').includes(head(id))).map(({ value, count }) => {
    const b = value.split('|').find((one) => one !== head(id));
    return { a: head(id), b, a_name: nameOf(head(id)), b_name: nameOf(b), count };
  });
  const speakers = tally(pick('quotes', new URLSearchParams({ source: id })).flatMap((quote) => (quote.speaker ? [quote.speaker.name] : [])));
  return { actor: id, name: nameOf(id), events: events.length, quotes: speakers.length, positions: pick('positions', own).length, counterparts, issues: facet('issue', events), codes: facet('code', events), parts: facet('actor', events).filter(({ value }) => value.startsWith(`${head(id)}:`)), speakers, people: [] };
}

function status() {
  const dates = archive.articles.map((article) => article.published).filter((date) => /^\d/.test(date ?? '')).sort();
  const { articles, events, quotes, positions } = archive;
  return { articles: articles.length, events: events.length, quotes: quotes.length, positions: positions.length, seq: 1, first: dates[0], last: dates.at(-1), version: 'mock', lexicon: 'mock', can_write: false, can_explain: false, sections: ['africa', 'americas', 'asia', 'europe', 'middle-east', 'oceania'] };
}

function detail(id) {
  const article = archive.byId.get(id);
  if (!article) return null;
  const own = (family) => archive[family].filter((row) => row.article === id);
  return { article, events: own('events'), quotes: own('quotes'), positions: own('positions'), diagnostics: [], corrections: [], coded_by: { program: 'mock', lexicon: 'mock', model: 'mock' } };
}

function answer([route, id], query) {
  if (['events', 'quotes', 'positions'].includes(route)) return page(pick(route, query), query);
  const answers = {
    status: () => status(),
    articles: () => (id ? detail(id) : page(pick('articles', query), query, item)),
    actors: () => (id ? actor(id, query) : { items: facet('actor', pick('events', query)) }),
    dyads: () => ({ items: pairs(pick('events', query)).slice(0, 60).map(({ value, count }) => { const [a, b] = value.split('|'); return { a, b, a_name: nameOf(a), b_name: nameOf(b), count }; }) }),
    issues: () => (id ? subject('issue', id, query) : subjects('issue', query)),
    forums: () => (id ? subject('forum', id, query) : subjects('forum', query)),
    agreements: () => (id ? subject('agreement', id, query) : subjects('agreement', query)),
    series: () => ({ by: query.get('by'), points: series(pick('events', query), query.get('by')) }),
    relation: () => relation(query),
    network: () => network(query),
    places: () => places(query),
    facets: () => ({ facets: Object.fromEntries(query.get('kinds').split(',').map((kind) => [kind, facet(kind, pick(query.get('of'), query)).slice(0, Number(query.get('limit') ?? 100))])) }),
    search: () => search(query),
    saved: () => ({ items: [] }),
    corrections: () => (id ? { by_rule: [], agreement: [] } : { items: [], next: null }),
    lexicon: () => (id ? { items: [] } : { version: 'mock', names: 0, rules: 0, issues: 0, forums: 0, agreements: 0 }),
  };
  return answers[route]?.() ?? null;
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const [api, v1, ...route] = url.pathname.split('/').filter(Boolean);
  if (url.pathname === '/api/v1/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': nothing comes here\n\n');
    return;
  }
  if (api === 'api' && v1 === 'v1') {
    const found = answer(route.map(decodeURIComponent), url.searchParams);
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { code: 'not-found', status: 404, message: 'There is no such thing', help: 'This is the stand-in server.' }));
    return;
  }
  const file = join(DIST, url.pathname);
  const shown = extname(file) && existsSync(file) ? file : join(DIST, 'index.html');
  response.writeHead(200, { 'content-type': KINDS[extname(shown)] ?? 'application/octet-stream', 'content-security-policy': CSP });
  response.end(readFileSync(shown));
}).listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
