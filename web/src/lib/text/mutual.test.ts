import { describe, expect, it } from 'vitest';

import { joinMutual } from './mutual';

const party = (actor: string, start: number) => ({ actor, start, end: start + 3 });
const event = (id: string, source: string, target: string, more = {}) => ({
  id,
  article: 'a',
  cameo: '040',
  source: party(source, source === 'RUS' ? 0 : 9),
  target: party(target, target === 'RUS' ? 0 : 9),
  evidence: [{ start: 0, end: 20 }],
  ...more,
});

describe('acts that go both ways', () => {
  it('stand once', () => {
    const shown = joinMutual([event('1', 'RUS', 'NATO'), event('2', 'NATO', 'RUS'), event('3', 'RUS', 'NATO', { article: 'b' })]);
    expect(shown.map(({ id, mutual }) => [id, mutual])).toEqual([['1', true], ['3', undefined]]);
  });

  it('are not made of different acts, words or articles', () => {
    const apart = [event('1', 'RUS', 'NATO'), event('2', 'NATO', 'RUS', { cameo: '112' }), event('3', 'NATO', 'RUS', { article: 'b' }), event('4', 'NATO', 'RUS', { evidence: [{ start: 1, end: 20 }] })];
    expect(joinMutual(apart)).toEqual(apart);
  });

  it('leave a third side and other records alone', () => {
    expect(joinMutual([event('1', 'RUS', 'NATO'), event('2', 'NATO', 'RUS'), event('3', 'NATO', 'RUS')])).toHaveLength(2);
    expect(joinMutual([{ content: 'x' }, null, 3])).toEqual([{ content: 'x' }, null, 3]);
  });
});
