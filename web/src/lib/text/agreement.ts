import type { Correction } from '../api/types';
import { group } from './group';

/** How often a rule's records were judged and found right. */
export interface Precision {
  rule: string;
  judged: number;
  right: number;
}

/** The last word of each reviewer on each record; additions judge no record. */
export function lastWords(corrections: readonly Correction[]): Correction[] {
  const last = new Map<string, Correction>();
  for (const said of corrections) {
    if (said.verdict === 'add') continue;
    const key = `${said.record}|${said.reviewer}`;
    const before = last.get(key);
    if (!before || said.at > before.at) last.set(key, said);
  }
  return [...last.values()];
}

function ruleOf(said: Correction): string {
  const judged = said.judged as { rule?: unknown } | null;
  return typeof judged?.rule === 'string' ? judged.rule : said.family;
}

/** The share of records found right, by rule (events) or family (quotes, positions); most judged first. */
export function precision(corrections: readonly Correction[]): Precision[] {
  const rows = [...group(lastWords(corrections), ruleOf)].map(([rule, said]) => ({
    rule,
    judged: said.length,
    right: said.filter((one) => one.verdict === 'accept').length,
  }));
  return rows.sort((a, b) => b.judged - a.judged || (a.rule < b.rule ? -1 : 1));
}

/** Of the records that two or more judged: how many pairs of reviewers there are, and how many agree. */
export function agreement(corrections: readonly Correction[]): { pairs: number; agreeing: number } {
  let pairs = 0;
  let agreeing = 0;
  for (const said of group(lastWords(corrections), (one) => one.record).values()) {
    said.forEach((one, i) => {
      for (const other of said.slice(i + 1)) {
        pairs += 1;
        if (one.verdict === other.verdict) agreeing += 1;
      }
    });
  }
  return { pairs, agreeing };
}
