/** The state of the app as an address: a view and its parameters. */

export const VIEWS = [
  'feed', 'search', 'dossier', 'actor', 'issue', 'forum', 'agreement',
  'network', 'map', 'briefing', 'review', 'lexicon', 'article',
] as const;

export type View = (typeof VIEWS)[number];
export type Query = Readonly<Record<string, string>>;

/** Where one is in the app. `view` is null at an address that is none. */
export interface Place {
  view: View | null;
  query: Query;
}

/** Reads an address; `/` is the feed. Of a parameter given twice the last counts. */
export function parsePlace(pathname: string, search: string): Place {
  const path = pathname.replace(/^\/+|\/+$/g, '');
  const view = path === '' ? 'feed' : (VIEWS.find((known) => known === path) ?? null);
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (value !== '') query[name] = value;
  }
  return { view, query };
}

/** The address of a view; parameters without value are left out, the others stand in the order of their names. */
export function href(view: View, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  const tail = new URLSearchParams(given).toString();
  return `/${view}${tail ? `?${tail}` : ''}`;
}

/** `query` with some parameters changed; an empty value takes one away. */
export function changed(query: Query, patch: Readonly<Record<string, string | undefined>>): Query {
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...query, ...patch })) {
    if (value) next[name] = value;
  }
  return next;
}

/** The parameters that the API's filter knows and the app sets. */
export const FILTER = [
  'actor', 'source', 'target', 'a', 'b', 'code', 'class', 'issue', 'forum', 'agreement', 'country', 'place', 'section',
  'outlet', 'agency', 'language', 'status', 'stance', 'speaker', 'rule', 'since', 'until', 'min_confidence', 'q',
] as const;

/** The part of a query that filters records. */
export function filterOf(query: Query): Record<string, string> {
  const filter: Record<string, string> = {};
  for (const name of FILTER) {
    const value = query[name];
    if (value) filter[name] = value;
  }
  return filter;
}
