import { expect, it } from 'vitest';

import type { PositionRecord } from '../api/types';
import { standing } from './stance';

const position = (id: string, actor: string, date: string | null, stance: PositionRecord['stance']): PositionRecord => ({
  id, article: 'a', actor, issue: 'shield', stance, towards: null, condition: null, forums: [], agreements: [], date, evidence: [], quote: null, event: null,
});

const all = [
  position('1', 'RUS', '2009-05-01', 'offers'),
  position('2', 'RUS', '2011-11-23', 'opposes'),
  position('3', 'NATO', '2010', 'supports'),
  position('4', 'USA', null, 'supports'),
];

it('takes the latest position up to the day', () => {
  expect(standing(all, '2010-12-31').get('RUS|shield')?.stance).toBe('offers');
  expect(standing(all, '2011-11-23').get('RUS|shield')?.stance).toBe('opposes');
});

it('leaves out what is later or undated', () => {
  expect([...standing(all, '2009-12-31').keys()]).toEqual(['RUS|shield']);
  expect(standing(all, '2025-01-01').has('USA|shield')).toBe(false);
});

it('does not depend on the order', () => {
  expect(standing(all.toReversed(), '2025-01-01')).toEqual(new Map([['NATO|shield', all[2]], ['RUS|shield', all[1]]]));
});
