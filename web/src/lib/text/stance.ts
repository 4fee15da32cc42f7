import type { PositionRecord, Stance } from '../api/types';

/** How a stance is shown: a sign that needs no colour, and which side it leans to. */
export interface StanceLook {
  sign: string;
  side: 'for' | 'against' | 'between';
  word: string;
}

const LOOKS: Record<Stance, StanceLook> = {
  supports: { sign: '+', side: 'for', word: 'supports' },
  offers: { sign: '›', side: 'for', word: 'offers' },
  demands: { sign: '!', side: 'between', word: 'demands' },
  conditional: { sign: '?', side: 'between', word: 'if …' },
  neutral: { sign: '·', side: 'between', word: 'neutral' },
  concerned: { sign: '~', side: 'against', word: 'concerned' },
  opposes: { sign: '−', side: 'against', word: 'opposes' },
  rejects: { sign: '×', side: 'against', word: 'rejects' },
};

/** The stances in the order of the spectrum, from for to against. */
export const STANCES = Object.keys(LOOKS) as Stance[];

/** How a stance is shown. */
export function stanceLook(stance: Stance): StanceLook {
  return LOOKS[stance];
}

/** The latest position of each actor on each issue up to a day; the key is `actor|issue`. Undated ones do not count. */
export function standing<P extends PositionRecord>(positions: readonly P[], until: string): Map<string, P> {
  const latest = new Map<string, P>();
  for (const position of positions) {
    if (!position.date || position.date > until) continue;
    const key = `${position.actor}|${position.issue}`;
    const before = latest.get(key);
    if (!before?.date || position.date > before.date || (position.date === before.date && position.id < before.id)) latest.set(key, position);
  }
  return latest;
}
