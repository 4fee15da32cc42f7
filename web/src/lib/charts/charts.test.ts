import { expect, it } from 'vitest';

import { layout } from './layout';
import { allSteps, ticks } from './steps';

it('fills the steps that have nothing', () => {
  expect(allSteps('2011-11-01', '2012-02-01', 'month')).toEqual(['2011-11-01', '2011-12-01', '2012-01-01', '2012-02-01']);
  expect(allSteps('2011-12-26', '2012-01-09', 'week')).toEqual(['2011-12-26', '2012-01-02', '2012-01-09']);
  expect(allSteps('2008-01-01', '2010-01-01', 'year')).toHaveLength(3);
});

it('is bounded and survives what is no date', () => {
  expect(allSteps('0001-01-01', '9999-01-01', 'day').length).toBe(20_000);
  expect(allSteps('--05-25', '2012-01-01', 'day')).toEqual([]);
});

it('labels no more years than there is room for', () => {
  const steps = allSteps('1900-01-01', '2020-01-01', 'year');
  expect(ticks(steps, 480).length).toBeLessThanOrEqual(10);
  expect(ticks(['2011-05-01', '2011-06-01', '2012-01-01'], 480)).toEqual([{ index: 0, label: '2011' }, { index: 2, label: '2012' }]);
});

it('lays a network out the same way every time, inside the frame', () => {
  const network = {
    nodes: ['A', 'B', 'C', 'D'].map((value) => ({ value, name: value, count: 1 })),
    links: [{ a: 'A', b: 'B', count: 3, cooperation: 3, conflict: 0 }, { a: 'C', b: 'D', count: 1, cooperation: 0, conflict: 1 }],
  };
  const size = { width: 400, height: 300 };
  const places = layout(network, size);
  expect(layout(network, size)).toEqual(places);
  for (const { x, y } of places.values()) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(size.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(size.height);
  }
});
