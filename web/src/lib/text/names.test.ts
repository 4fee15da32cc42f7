import { expect, it } from 'vitest';

import { shortName } from './names';

it.each([
  ['RUS:GOV', 'Russia, government', 'Russia'],
  ['RUS:MIL', 'Russia, armed forces', 'Russia, armed forces'],
  ['NATO', 'North Atlantic Treaty Organization', 'NATO'],
  ['EU', 'European Union', 'European Union'],
  ['COD', 'Democratic Republic of the Congo', 'Democratic Republic of the Congo'],
  ['-:GOV', 'government', 'government'],
])('%s, %s is said %s', (actor, name, short) => {
  expect(shortName(actor, name)).toBe(short);
});
