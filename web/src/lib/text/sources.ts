import type { From } from '../api/types';

/** An article that a briefing rests on, with its number. */
export interface Source {
  number: number;
  article: string;
  from: From;
}

/** The articles of records, numbered in the order in which they are first used. */
export function sources(used: readonly { article: string; from: From }[]): Map<string, Source> {
  const found = new Map<string, Source>();
  for (const { article, from } of used) {
    if (!found.has(article)) found.set(article, { number: found.size + 1, article, from });
  }
  return found;
}
