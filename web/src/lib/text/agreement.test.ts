import { expect, it } from 'vitest';

import type { Correction, Verdict } from '../api/types';
import { agreement, precision } from './agreement';

const said = (record: string, reviewer: string, verdict: Verdict, at: number, rule = '112.accuse'): Correction => ({
  id: `${record}${reviewer}${at}`, at, reviewer, family: 'event', record, article: 'a', verdict, judged: { rule }, proposed: null, note: '',
});

const all = [
  said('e1', 'Ann', 'reject', 1), said('e1', 'Ann', 'accept', 2), said('e1', 'Ben', 'accept', 3),
  said('e2', 'Ann', 'correct', 4), said('e2', 'Ben', 'reject', 5), said('e3', 'Ann', 'accept', 6, '040.meet'), said('e4', 'Ann', 'add', 7),
];

it('counts the last word of each reviewer', () => {
  expect(precision(all)).toEqual([{ rule: '112.accuse', judged: 4, right: 2 }, { rule: '040.meet', judged: 1, right: 1 }]);
});

it('compares the reviewers of the same record', () => {
  expect(agreement(all)).toEqual({ pairs: 2, agreeing: 1 });
  expect(agreement([])).toEqual({ pairs: 0, agreeing: 0 });
});
