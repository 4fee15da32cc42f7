import type { ArticleDetail, EventRecord, Family, PositionRecord, QuoteRecord, Span } from '../api/types';

/** A record of an article with the stretches of text that prove it. */
export type Coded =
  | { family: 'event'; id: string; spans: Span[]; record: EventRecord }
  | { family: 'quote'; id: string; spans: Span[]; record: QuoteRecord }
  | { family: 'position'; id: string; spans: Span[]; record: PositionRecord };

/** The families in the order in which they are shown. */
export const FAMILIES: readonly Family[] = ['event', 'quote', 'position'];

/** All records of an article in the order of the text. */
export function coded(detail: Pick<ArticleDetail, 'events' | 'quotes' | 'positions'>): Coded[] {
  const all: Coded[] = [
    ...detail.events.map((record): Coded => ({ family: 'event', id: record.id, spans: record.evidence, record })),
    ...detail.quotes.map((record): Coded => ({ family: 'quote', id: record.id, spans: [record], record })),
    ...detail.positions.map((record): Coded => ({ family: 'position', id: record.id, spans: record.evidence, record })),
  ];
  const first = (one: Coded): number => one.spans[0]?.start ?? 0;
  return all.sort((a, b) => first(a) - first(b));
}
