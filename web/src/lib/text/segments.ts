/** A record's stretch of a text, in code points, end exclusive. */
export interface Mark<K> {
  start: number;
  end: number;
  key: K;
}

/** A stretch of text over which the same marks lie. */
export interface Segment<K> {
  text: string;
  start: number;
  /** The marks over it, the longest first. */
  keys: K[];
}

/**
 * Cuts a text where marks begin or end. Offsets count code points, as the records do, not the UTF-16
 * units of JavaScript's strings. Marks may overlap; what lies outside the text is cut off.
 */
export function segments<K>(text: string, marks: readonly Mark<K>[]): Segment<K>[] {
  const points = Array.from(text);
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(points.length, mark.end) }))
    .filter((mark) => mark.start < mark.end)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const cuts = new Set([0, points.length]);
  for (const mark of inside) cuts.add(mark.start).add(mark.end);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => {
    const end = edges[i + 1] ?? points.length;
    return {
      text: points.slice(start, end).join(''),
      start,
      keys: inside.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.key),
    };
  });
}

/** A paragraph of a text with the offset of its first code point. */
export interface Paragraph {
  text: string;
  start: number;
}

/** The paragraphs of a text, which blank lines part. */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let at = 0;
  for (const text_ of text.split('\n\n')) {
    if (text_.trim()) found.push({ text: text_, start: at });
    at += Array.from(text_).length + 2;
  }
  return found;
}

/** The marks that touch a paragraph, with offsets counted from its beginning. */
export function marksIn<K>(paragraph: Paragraph, marks: readonly Mark<K>[]): Mark<K>[] {
  const length = Array.from(paragraph.text).length;
  return marks
    .filter((mark) => mark.start < paragraph.start + length && mark.end > paragraph.start)
    .map((mark) => ({ ...mark, start: mark.start - paragraph.start, end: mark.end - paragraph.start }));
}
