// Records of a JSONL file (`detente code … --records all --format jsonl`) and the filter of the API over them.
import { readFileSync } from 'node:fs';

const head = (actor) => actor.split(':')[0];

/** Reads the records; a record gets `from`, the article that tells it. */
export function readArchive(path) {
  const rows = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const of = (kind) => rows.filter((row) => row.record === kind).map(({ record, ...row }) => row);
  const articles = of('article');
  const byId = new Map(articles.map((article) => [article.id, article]));
  const told = (row) => {
    const { title, outlet, agency, url, published } = byId.get(row.article);
    return { ...row, from: { title, outlet, agency, url, published } };
  };
  const newest = (a, b) => (b.date ?? b.published ?? '').localeCompare(a.date ?? a.published ?? '');
  const [events, quotes, positions] = ['event', 'quote', 'position'].map((kind) => of(kind).map(told).sort(newest));
  const count = (rows, id) => rows.filter((row) => row.article === id).length;
  for (const article of articles) {
    article.counts = { events: count(events, article.id), quotes: count(quotes, article.id), positions: count(positions, article.id) };
  }
  return { articles: articles.sort(newest), events, quotes, positions, byId };
}

/** The actors of a record: source and target ends. */
export function ends(row) {
  if (row.source) return [row.source.actor, row.target.actor];
  return [row.speaker?.actor ?? row.actor ?? '-', row.towards ?? '-'];
}

const isActor = (actor, wanted) => actor === wanted || head(actor) === wanted;

/** Whether a record fits the parameters of a request. */
export function fits(row, query, byId) {
  const list = (name) => (query.get(name) ?? '').split(',').filter(Boolean);
  const any = (name, holds) => list(name).length === 0 || list(name).some(holds);
  const [source, target] = ends(row);
  const { a, b } = { a: query.get('a'), b: query.get('b') };
  const between = !a || !b || (isActor(source, a) && isActor(target, b)) || (isActor(source, b) && isActor(target, a));
  const date = row.date ?? row.published ?? '';
  const text = query.get('q') && (byId.get(row.article ?? row.id)?.text ?? '').toLowerCase();
  return (
    between &&
    any('actor', (wanted) => isActor(source, wanted) || isActor(target, wanted)) &&
    any('source', (wanted) => isActor(source, wanted)) &&
    any('target', (wanted) => isActor(target, wanted)) &&
    any('code', (code) => row.cameo?.startsWith(code)) &&
    any('class', (quad) => String(row.quad?.class) === quad) &&
    any('issue', (issue) => row.issue === issue || row.issues?.includes(issue)) &&
    any('forum', (forum) => row.forums?.includes(forum)) &&
    any('agreement', (agreement) => row.agreements?.includes(agreement)) &&
    any('stance', (stance) => row.stance === stance) &&
    any('rule', (rule) => row.rule === rule) &&
    any('article', (id) => (row.article ?? row.id) === id) &&
    (!query.get('outlet') || (row.from ?? row).outlet === query.get('outlet')) &&
    (!query.get('place') || `${row.place?.name}|${row.place?.country}` === query.get('place')) &&
    (!query.get('since') || date >= query.get('since')) &&
    (!query.get('until') || (date !== '' && date <= `${query.get('until')}~`)) &&
    (!text || words(query.get('q')).every((word) => text.includes(word)))
  );
}

/** The plain words of a query; fields are left out. */
export function words(q) {
  return q.toLowerCase().replaceAll('"', '').split(/\s+/).filter((word) => word && !word.includes(':'));
}

/** Values by number, most first. */
export function tally(values, name = (value) => value) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, name: name(value), count })).sort((x, y) => y.count - x.count || (x.value < y.value ? -1 : 1));
}

/** Items by a key (`Map.groupBy`, which Node 20 does not have). */
export function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

export { head };
