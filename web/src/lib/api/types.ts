/** What the HTTP API answers; docs/api.md and docs/schema say what each field means. */

export type Family = 'event' | 'quote' | 'position';
export type Status = 'current' | 'background' | 'planned';
export type Stance = 'supports' | 'opposes' | 'conditional' | 'demands' | 'offers' | 'rejects' | 'concerned' | 'neutral';

/** The article that tells a record. */
export interface From {
  title: string | null;
  /** The first words, where there is no headline. */
  lead?: string;
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
  /** Of happenings: the events they were made of, and whether older ones were left out. */
  events?: number;
  cut?: boolean;
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
  story: string | null;
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
  label: string;
  first: string;
  last: string;
  events: number;
  /** Articles that tell them. */
  reporting: number;
  classes: [number, number, number, number];
  cooperation: number;
  conflict: number;
  goldstein_mean: number | null;
  /** Events with a Goldstein value. */
  goldstein_of: number;
  /** Holds 95 % of the means, over articles drawn anew. */
  goldstein_interval: [number, number] | null;
  /** `normal` where the articles are so many that drawing them anew gives nothing else. */
  goldstein_interval_by: 'bootstrap' | 'normal' | null;
  articles: number;
  per_thousand_articles: number | null;
}

/** A change of level in a series. */
export interface Change {
  measure: 'goldstein' | 'events';
  label: string;
  /** Its index among the points. */
  point: number;
  before: number;
  after: number;
  steps_before: number;
  steps_after: number;
  events_there: number;
  events: string[];
  told: Told<EventRecord>[];
}

export interface Series {
  by: Step;
  points: Point[];
  changes: Change[];
  undated: number;
  coarser: number;
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
  series: Series;
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

/** One act with all reports of it. */
export interface Happening {
  id: string;
  source: string;
  target: string;
  source_name: string;
  target_name: string;
  both_ways: boolean;
  cameo: string;
  date: string | null;
  status: Status;
  issues: string[];
  articles: number;
  outlets: number;
  first_seen: string | null;
  mentions: { event: string; article: string; outlet: string | null; published: string | null; cameo: string; date: string | null }[];
  /** The events of the first mentions. */
  told: Told<EventRecord>[];
}

export interface Story {
  id: string;
  title: string;
  first: string | null;
  last: string | null;
  articles: number;
  outlets: number;
}

export interface StoryDetail extends Story {
  told_by: ArticleItem[];
}

/** Where an actor stands on an issue. */
export interface Stand {
  actor: string;
  issue: string;
  stance: Stance;
  contradicted: boolean;
  /** Statements that count, of any stance. */
  statements: number;
  leaning_for: number;
  leaning_against: number;
  latest: { position: string; article: string; outlet: string | null; date: string | null; words: string; speaker: string | null };
}

export interface Matrix {
  at: string | null;
  days: string[];
  actors: { value: string; name: string }[];
  issues: { value: string; name: string }[];
  cells: Stand[];
  years: { year: number; cells: Stand[] }[];
  undated: number;
  cut: boolean;
}

/** A stretch of an article with the coded part of it. */
export interface Words extends Span {
  before: string;
  core: string;
  after: string;
}

export interface Brief {
  title: string;
  scope: string;
  sections: {
    heading: string;
    items: { said: { outlet: string; published: string | null; words: Words; reference: number }[]; coding: string; also: number[] }[];
    notes: string[];
  }[];
  references: { number: number; outlet: string; published: string | null; title: string | null; url: string | null; article: string; words: Words }[];
  articles: number;
  cut: boolean;
}

/** How often records were judged and found right. */
export interface Precision {
  family: Family;
  rule: string | null;
  judged: number;
  right: number;
  share: number;
  interval: [number, number];
}

export interface ReviewSummary {
  verdicts: number;
  records: number;
  added: number;
  reviewers: Record<string, number>;
  families: Precision[];
  rules: Precision[];
  agreement: { records: number; pairs: number; agreeing: number; alpha: number | null };
}

/** A feed or folder that the archive follows; times in seconds since 1970 UTC. */
export interface WatchedSource {
  name: string;
  tried: number | null;
  succeeded: number | null;
  next: number | null;
  failures: number;
  fault: string | null;
  taken: number;
  faulty: number;
  faults: string[];
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
