/** An event as far as it tells whether it is one side of an act that goes both ways. */
interface Sided {
  id: string;
  article: string;
  cameo: string;
  source: { actor: string; start: number; end: number };
  target: { actor: string; start: number; end: number };
  evidence: { start: number; end: number }[];
}

const isSided = (item: unknown): item is Sided => typeof item === 'object' && item !== null && 'cameo' in item && 'evidence' in item && 'source' in item && 'target' in item;

const end = (party: Sided['source']): string => `${party.actor} ${party.start} ${party.end}`;

/** What is the same for both sides of one act, but for who is named first. */
function key(event: Sided, turned: boolean): string {
  const ends = [end(event.source), end(event.target)];
  return JSON.stringify([event.article, event.cameo, event.evidence.map(({ start, end }) => [start, end]), turned ? ends.reverse() : ends]);
}

/**
 * Events, where an act that goes both ways ("A met B") stands once: the first of its two events, marked
 * as `mutual`. Other items stay as they are.
 */
export function joinMutual<T>(items: readonly T[]): (T & { mutual?: boolean })[] {
  const joined: (T & { mutual?: boolean })[] = [];
  const first = new Map<string, number>();
  for (const item of items) {
    if (isSided(item)) {
      const other = first.get(key(item, true));
      const twin = other === undefined ? undefined : joined[other];
      if (other !== undefined && twin && !twin.mutual) {
        joined[other] = { ...twin, mutual: true };
        continue;
      }
      first.set(key(item, false), joined.length);
    }
    joined.push(item as T & { mutual?: boolean });
  }
  return joined;
}
