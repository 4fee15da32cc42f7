import { describe, expect, it } from 'vitest';

import { daysBefore, lastDay, safeUrl, showCount, showDate, showSigned, showStep, toCsv } from './format';

describe('dates', () => {
  it.each([['2011-10-25', '25 Oct 2011'], ['2011-10', 'Oct 2011'], ['2011', '2011'], ['--05-07', '7 May'], [null, 'undated'], ['2011-10-25T08:00:00Z', '25 Oct 2011']])('shows %s as %s', (date, shown) => {
    expect(showDate(date)).toBe(shown);
  });

  it('knows leap years and the ends of steps', () => {
    expect(daysBefore('2012-03-01', 1)).toBe('2012-02-29');
    expect(lastDay('2012-02-01', 'month')).toBe('2012-02-29');
    expect(lastDay('2011-12-01', 'month')).toBe('2011-12-31');
    expect(lastDay('2011-01-01', 'year')).toBe('2011-12-31');
    expect(lastDay('2011-12-26', 'week')).toBe('2012-01-01');
    expect(lastDay('2011-12-26', 'day')).toBe('2011-12-26');
  });

  it('names steps', () => {
    expect([showStep('2011-01-01', 'year'), showStep('2011-10-01', 'month'), showStep('2011-10-24', 'week')]).toEqual(['2011', 'Oct 2011', '24 Oct 2011']);
  });
});

describe('numbers', () => {
  it('parts thousands and agrees with its noun', () => {
    expect([showCount(1, 'event'), showCount(0, 'event'), showCount(12345, 'event')]).toEqual(['1 event', '0 events', '12,345 events']);
  });

  it('has a true minus sign', () => {
    expect([showSigned(-8), showSigned(4.5), showSigned(0)]).toEqual(['−8.0', '+4.5', '0.0']);
  });
});

describe('addresses', () => {
  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '//evil.example', ' https://a.example', 'file:///etc/passwd', null])('does not follow %s', (url) => {
    expect(safeUrl(url)).toBeNull();
  });

  it('follows the web’s own', () => {
    expect(safeUrl('https://ledger.example/a')).toBe('https://ledger.example/a');
  });
});

describe('CSV', () => {
  it('quotes what must be and disarms formulas', () => {
    expect(toCsv(['a', 'b'], [['x,y', 'say "no"'], ['=1+1', -3], ['two\nlines', null]])).toBe('a,b\r\n"x,y","say ""no"""\r\n\'=1+1,-3\r\n"two\nlines",\r\n');
  });
});
