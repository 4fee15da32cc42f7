/** What the HTTP API answers; docs/api.md and docs/schema say what each field means. */

export type Family = 'event' | 'quote' | 'position';
export type Status = 'current' | 'background' | 'planned';
export type Stance = 'supports' | 'opposes' | 'conditional' | 'demands' | 'offers' | 'rejects' | 'concerned' | 'neutral';

/** The article that tells a record. */
export interface From {
  title: string | null;
  outlet: string | null;
  agency: string | null;
  url: string | null;
  published: string | null;
}

/** A stretch of an article's text in code points, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface Evidence extends Span {
  text: string;
  sentence: number;
}

/** One end of an event. */
export interface Party {
  actor: string;
  code: string;
  name: string;
  mention: string;
  start?: number | null;
  end?: number | null;
}

export interface EventRecord {
  id: string;
  article: string;
  date: string | null;
  date_precision: string | null;
  published: string | null;
  status: Status;
  source: Party;
  target: Party;
  cameo: string;
  plover: { event: string; mode: string; contexts: string[] };
  goldstein: number | null;
  quad: { scheme: string; class: number };
  issues: string[];
  forums: string[];
  agreements: string[];
  place: { name: string; country: string; lat: number | null; lon: number | null } | null;
  evidence: Evidence[];
  reported_by: string | null;
  rule: string;
  confidence: number | null;
}

export interface QuoteRecord extends Span {
  id: string;
  article: string;
  content: string;
  kind: 'direct' | 'indirect' | 'mixed';
  cue: (Span & { text: string }) | null;
  speaker: (Span & { name: string; actor: string | null; office: string | null; mention: string }) | null;
  issues: string[];
  forums: string[];
  agreements: string[];
  date: string | null;
}

export interface PositionRecord {
  id: string;
  article: string;
  actor: string;
  issue: string;
  stance: Stance;
  towards: string | null;
  condition: string | null;
  forums: string[];
  agreements: string[];
  date: string | null;
  evidence: Evidence[];
  quote: string | null;
  event: string | null;
}

/** A record in a list, with the article that tells it. */
export type Told<T> = T & { from: From };

export interface Page<T> {
  items: T[];
  total?: number;
  next: string | null;
}

export interface Whole<T> {
  items: T[];
}

export interface ArticleItem extends From {
  id: string;
  language: string | null;
  events: number;
  quotes: number;
  positions: number;
}

export interface ArticleText extends From {
  id: string;
  input: string;
  published_precision: string | null;
  published_from: string | null;
  dateline: { place: string | null; date: string | null; agency: string | null } | null;
  language: string | null;
  body: string;
  text: string;
}

export interface Correction {
  id: string;
  at: number;
  reviewer: string;
  family: Family;
  record: string;
  article: string;
  verdict: Verdict;
  judged: unknown;
  proposed: unknown;
  note: string;
}

export type Verdict = 'accept' | 'correct' | 'reject' | 'add';

export interface ArticleDetail {
  article: ArticleText;
  events: EventRecord[];
  quotes: QuoteRecord[];
  positions: PositionRecord[];
  diagnostics: { kind: string; detail: string }[];
  corrections: Correction[];
  stories?: { id: string; title: string }[];
  coded_by: { program: string; lexicon: string; model: string };
}

export interface ServerStatus {
  articles: number;
  events: number;
  quotes: number;
  positions: number;
  seq: number;
  first: string | null;
  last: string | null;
  version: string;
  lexicon: string;
  can_write: boolean;
  can_explain: boolean;
  sections: string[];
}

export interface Counted {
  value: string;
  name: string;
  count: number;
}

export interface Dyad {
  a: string;
  b: string;
  a_name: string;
  b_name: string;
  count: number;
}

export interface Point {
  first: string;
  events: number;
  classes: [number, number, number, number];
  cooperation: number;
  conflict: number;
  goldstein_mean: number | null;
  goldstein_of?: number;
  articles: number;
  per_thousand_articles: number | null;
}

export interface Series {
  by: Step;
  points: Point[];
}

export type Step = 'day' | 'week' | 'month' | 'year';

export interface Side {
  actor: string;
  name: string;
  events: number;
  positions: Told<PositionRecord>[];
  quotes: Told<QuoteRecord>[];
}

export interface Relation {
  a: Side;
  b: Side;
  events: number;
  by: Step;
  series: Point[];
  codes: Counted[];
  issues: Counted[];
  forums: Counted[];
  agreements: Counted[];
  newest: Told<EventRecord>[];
  meetings: Told<EventRecord>[];
}

export interface ActorDetail {
  actor: string;
  name: string;
  events: number;
  quotes: number;
  positions: number;
  counterparts: Dyad[];
  issues: Counted[];
  codes: Counted[];
  parts: Counted[];
  speakers: Counted[];
  people: { name: string; office: string | null; actor: string; from: string | null; to: string | null }[];
}

export interface IssueItem {
  id: string;
  name: string;
  supports: string;
  parents: string[];
  events: number;
  quotes: number;
  positions: number;
}

export interface IssueDetail extends IssueItem {
  stands: { actor: string; name: string; stances: Partial<Record<Stance, number>>; positions: Told<PositionRecord>[] }[];
  actors: Counted[];
}

/** A forum or an agreement. */
export interface TreatyItem {
  id: string;
  name: string;
  aliases: string[];
  parties: string[];
  signed: string | null;
  in_force: string | null;
  ended: string | null;
  events: number;
  quotes: number;
  positions: number;
}

export interface TreatyDetail extends TreatyItem {
  sessions: { date: string | null; parties: string[]; events: Told<EventRecord>[] }[];
  shown: number;
}

export interface Network {
  nodes: Counted[];
  links: { a: string; b: string; count: number; cooperation: number; conflict: number }[];
}

export interface PlaceItem {
  name: string;
  country: string;
  lat: number | null;
  lon: number | null;
  count: number;
}

export interface Facets {
  facets: Record<string, Counted[]>;
}

export interface SearchAnswer {
  items: { article: ArticleItem; score: number | null; snippet: { text: string; hit: boolean }[] }[];
  total: number;
  next: string | null;
  respelt: string[];
}

export interface Explained {
  text: string;
  tree: string[];
  mentions: string[];
  dates: string[];
  rules: string[];
  events: EventRecord[];
  quotes: QuoteRecord[];
  positions: PositionRecord[];
}

export interface LexiconOverview {
  version: string;
  names: number;
  rules: number;
  issues: number;
  forums: number;
  agreements: number;
}

export interface NameItem {
  name: string;
  kind: string;
  actor: string | null;
  office: string | null;
  from: string | null;
  to: string | null;
  row: string | null;
  source: string | null;
}

export interface RuleItem {
  id: string;
  code: string;
  mutual: boolean;
  row: string;
  confidence: number | null;
  events: number;
}

export interface Saved {
  name: string;
  view: string;
  query: string;
}
