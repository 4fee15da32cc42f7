import { describe, expect, it } from 'vitest';

import { marksIn, paragraphs, segments } from './segments';

describe('segments', () => {
  it('cuts where marks begin and end, and keeps every character', () => {
    const text = 'NATO condemned Russia.';
    const found = segments(text, [{ start: 0, end: 14, key: 'a' }, { start: 5, end: 21, key: 'b' }]);
    expect(found.map(({ text, keys }) => [text, keys])).toEqual([['NATO ', ['a']], ['condemned', ['b', 'a']], [' Russia', ['b']], ['.', []]]);
    expect(found.map((segment) => segment.text).join('')).toBe(text);
  });

  it('counts code points, not UTF-16 units', () => {
    const found = segments('😀😀 Путин said', [{ start: 3, end: 8, key: 'x' }]);
    expect(found[1]).toEqual({ text: 'Путин', start: 3, keys: ['x'] });
  });

  it('puts the longest mark first, so that the shortest is the last', () => {
    const found = segments('abcdef', [{ start: 2, end: 3, key: 'short' }, { start: 0, end: 6, key: 'long' }]);
    expect(found[1]?.keys).toEqual(['long', 'short']);
  });

  it('keeps two marks over the same words apart', () => {
    const found = segments('ab', [{ start: 0, end: 2, key: 1 }, { start: 0, end: 2, key: 2 }]);
    expect(found).toEqual([{ text: 'ab', start: 0, keys: [1, 2] }]);
  });

  it('cuts off what lies outside and drops what is empty', () => {
    const found = segments('abc', [{ start: -4, end: 1, key: 'x' }, { start: 2, end: 99, key: 'y' }, { start: 1, end: 1, key: 'z' }, { start: 9, end: 12, key: 'w' }]);
    expect(found.map(({ text, keys }) => [text, keys])).toEqual([['a', ['x']], ['b', []], ['c', ['y']]]);
  });

  it('gives nothing for an empty text', () => {
    expect(segments('', [{ start: 0, end: 3, key: 'x' }])).toEqual([]);
  });

  it('loses no character, whatever the marks', () => {
    const text = 'é😀a\u0301bc‮def';
    const length = Array.from(text).length;
    for (let start = -1; start <= length; start++) {
      for (let end = start; end <= length + 1; end++) {
        const found = segments(text, [{ start, end, key: 0 }, { start: 2, end: 5, key: 1 }]);
        expect(found.map((segment) => segment.text).join('')).toBe(text);
      }
    }
  });
});

describe('paragraphs', () => {
  it('tells where each begins in code points', () => {
    expect(paragraphs('A😀\n\nBc\n\n\n\nd')).toEqual([{ text: 'A😀', start: 0 }, { text: 'Bc', start: 4 }, { text: 'd', start: 10 }]);
  });

  it('takes the marks that touch one, counted from its beginning', () => {
    const marks = [{ start: 0, end: 6, key: 'both' }, { start: 4, end: 6, key: 'second' }, { start: 8, end: 9, key: 'neither' }];
    expect(marksIn({ text: 'Bc', start: 4 }, marks)).toEqual([{ start: -4, end: 2, key: 'both' }, { start: 0, end: 2, key: 'second' }]);
  });
});
