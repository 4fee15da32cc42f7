import { describe, expect, it } from 'vitest';

import { changed, filterOf, href, parsePlace } from './url';

const split = (address: string): [string, string] => [address.split('?')[0] ?? '', address.slice(address.indexOf('?')).replace(/^[^?].*/, '')];

describe('the address', () => {
  it('holds the whole state, there and back', () => {
    const query = { a: 'RUS:MIL', b: 'NATO', q: '"missile defence" & more+less', text: 'Путин 😀 said = yes', place: 'Homs|SYR' };
    const place = parsePlace(...split(href('dossier', query)));
    expect(place).toEqual({ view: 'dossier', query });
  });

  it('is the same for the same state, whatever the order', () => {
    expect(href('feed', { b: '2', a: '1' })).toBe(href('feed', { a: '1', b: '2' }));
  });

  it('leaves out what is empty', () => {
    expect(href('feed', { a: '', b: undefined })).toBe('/feed');
    expect(parsePlace('/feed', '?a=&b=1').query).toEqual({ b: '1' });
  });

  it('takes the root for the feed, and knows what is no view', () => {
    expect(parsePlace('/', '').view).toBe('feed');
    expect(parsePlace('/dossier/', '').view).toBe('dossier');
    expect(parsePlace('/nowhere', '').view).toBeNull();
    expect(parsePlace('/__proto__', '').view).toBeNull();
  });
});

describe('a query', () => {
  it('changes and drops parameters', () => {
    expect(changed({ a: '1', b: '2' }, { a: '', c: '3' })).toEqual({ b: '2', c: '3' });
  });

  it('gives the filter without what is the view’s own', () => {
    expect(filterOf({ actor: 'RUS', show: 'quotes', record: 'x', since: '2011' })).toEqual({ actor: 'RUS', since: '2011' });
  });
});
