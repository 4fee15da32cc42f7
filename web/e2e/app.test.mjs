// The app in a real browser over a seeded archive:  npm run e2e  (after a build; needs Chromium and a built detente).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { openBrowser } from './browser.mjs';
import { TOKEN, openDesk } from './desk.mjs';
import { HOSTILE } from './hostile.mjs';
import { settled, tour } from './tour.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let desk;
let browser;

before(async () => {
  desk = await openDesk();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await desk?.close();
});

/** A page that notes what must not happen: errors, dialogs, requests to elsewhere. */
async function watched(options = {}) {
  // Scripts of the test itself (axe) come over the debugging protocol, which the page's policy does not bind.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('dialog', (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && page.faults.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(desk.base) && !url.startsWith('blob:') && !url.startsWith('data:')) page.faults.push(`request to ${url}`);
  });
  page.open = async (address) => {
    await page.goto(desk.base + address);
    await settled(page);
  };
  return page;
}

const get = async (route) => (await fetch(`${desk.api}/api/v1${route}`)).json();
const queryOf = (page) => new URL(page.url()).searchParams;

async function axe(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

// Every size in both schemes on request; what differs between them otherwise.
const FULL = process.env.DETENTE_AXE === 'full';
const SCREENS = FULL
  ? [360, 1280, 3840].flatMap((width) => [[width, 'light'], [width, 'dark']])
  : [[1280, 'light'], [1280, 'dark'], [360, 'light'], [3840, 'dark']];

for (const [width, colorScheme] of SCREENS) {
  test(`every view at ${width} px, ${colorScheme}: fits, is accessible, stays on the machine`, async (t) => {
    const page = await watched({ viewport: { width, height: width > 2000 ? 2160 : 900 }, colorScheme });
    for (const [name, address] of Object.entries(await tour(desk.api))) {
      await t.test(name, async () => {
        await page.open(address);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'scrolls sideways');
        // The widest screen lays out what the 1280 px one does: reading it again would find nothing else.
        if (FULL || width <= 1280) assert.deepEqual(await axe(page), []);
        assert.deepEqual(page.faults.splice(0), []);
      });
    }
    await page.context().close();
  });
}

test('the address holds the state and back goes back', async () => {
  const page = await watched();
  await page.open('/feed');
  await page.getByLabel('Class').selectOption('3,4');
  await page.getByLabel('Actor').fill('NATO');
  await page.getByLabel('Actor').press('Enter');
  await page.waitForURL(/actor=NATO/);
  assert.equal(queryOf(page).get('class'), '3,4');
  await settled(page);
  const total = (await get('/events?actor=NATO&class=3,4&limit=1')).total;
  await page.getByText(`of ${total.toLocaleString('en-GB')} events`).waitFor();
  await page.goBack();
  await page.goBack();
  assert.equal(page.url(), `${desk.base}/feed`);
  assert.equal(await page.getByLabel('Class').inputValue(), '');
  assert.deepEqual(page.faults, []);
});

test('a bar of the dossier leads to as many events as it shows, and the table has the same numbers', async () => {
  const page = await watched();
  await page.open('/dossier?a=RUS&b=NATO');
  const { points: series } = (await get('/relation?a=RUS&b=NATO&by=year')).series;
  const bars = await page.locator('figure svg a[aria-label$="of conflict"]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label')));
  assert.deepEqual(bars, series.filter((point) => point.conflict).map((point) => `${point.first.slice(0, 4)}: ${point.conflict} of conflict`));
  await page.getByRole('button', { name: 'Table' }).first().click();
  const rows = await page.locator('figure table tbody tr').evaluateAll((nodes) => nodes.map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent.trim())));
  assert.deepEqual(rows, series.map((point) => [point.first.slice(0, 4), ...[point.cooperation, point.conflict, point.events].map(String)]));
  await page.getByRole('button', { name: 'Table' }).first().click();
  const most = series.reduce((one, other) => (other.conflict > one.conflict ? other : one));
  await page.locator(`a[aria-label="${most.first.slice(0, 4)}: ${most.conflict} of conflict"]`).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/feed/);
  await page.getByText(`of ${most.conflict} events`).waitFor();
  assert.deepEqual(page.faults, []);
});

test('an export holds as many rows as the list says', async () => {
  const page = await watched();
  await page.open('/feed?actor=IRN&class=3');
  const shown = Number(/of ([\d,]+) events/.exec(await page.locator('main').innerText())[1].replace(',', ''));
  const address = await page.getByRole('link', { name: 'JSONL' }).getAttribute('href');
  const lines = (await (await fetch(desk.api + address)).text()).trim().split('\n');
  assert.equal(lines.length, shown);
});

test('marked words lead to their record and the record to its words', async () => {
  const page = await watched();
  const event = (await get('/events?a=RUS&b=NATO&status=current&limit=1')).items[0];
  await page.open(`/article?id=${encodeURIComponent(event.article)}`);
  const words = event.evidence[0].text;
  await page.locator('.text a.mark.event', { hasText: words.slice(0, 20) }).first().click();
  await page.waitForURL(/record=/);
  await page.open(`/article?id=${encodeURIComponent(event.article)}&record=${event.id}`);
  const lit = await page.locator('.text a.chosen').allInnerTexts();
  assert.equal(lit.join(''), event.evidence.map((one) => one.text).join(''));
  await page.getByRole('button', { name: 'Why?' }).click();
  await page.getByText('The sentence as a tree').waitFor();
  assert.deepEqual(page.faults, []);
});

test('a briefing is what the API writes, and its citations open the article at the words', async () => {
  const page = await watched();
  await page.open('/briefing?a=RUS&b=NATO');
  const brief = await get('/brief?a=RUS&b=NATO');
  const shown = await page.locator('.paper q, .paper bdi').allInnerTexts();
  for (const item of brief.sections.flatMap((section) => section.items)) {
    for (const { words } of item.said) assert.ok(shown.includes(words.before + words.core + words.after), words.core);
  }
  const reference = brief.references[0];
  await page.locator('.paper sup a').first().click();
  await page.waitForURL(/at=/);
  const lit = (await page.locator('.text .cited').allInnerTexts()).join('');
  const folded = (text) => text.replaceAll(/\s+/g, ' ').trim();
  assert.equal(folded(lit), folded(reference.words.before + reference.words.core + reference.words.after));
  assert.deepEqual(page.faults, []);
});

test('happenings count their reports and hide none', async () => {
  const page = await watched();
  await page.open('/feed?show=happenings&actor=NATO');
  const { items, total } = await get('/happenings?actor=NATO&limit=40');
  await page.getByText(`of ${total.toLocaleString('en-GB')} happenings`).waitFor();
  const several = items.find((happening) => happening.articles > 1);
  const words = `Told by ${several.articles} articles of`;
  const opened = page.locator('.record', { hasText: several.told[0].evidence[0].text }).locator('details', { hasText: words }).first();
  await opened.locator('summary').click();
  assert.equal(await opened.locator('li').count(), several.told.length - 1);
  assert.deepEqual(page.faults, []);
});

test('the slider goes through time', async () => {
  const page = await watched();
  await page.open('/issue?id=missile-defence');
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await page.waitForURL(/asof=/);
  const first = queryOf(page).get('asof');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((day) => new URL(location.href).searchParams.get('asof') > day, first);
  assert.deepEqual(page.faults, []);
});

test('a reviewer judges with the keyboard alone', async () => {
  const page = await watched();
  await page.open('/review?actor=NATO');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Token').fill(TOKEN);
  await page.keyboard.press('Tab');
  const ids = (await get('/events?actor=NATO&limit=4')).items.map((event) => event.id);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('a');
  await page.getByText('Accepted.').waitFor();
  await page.waitForURL(new RegExp(ids[1]));
  await page.keyboard.press('r');
  await page.getByText('Rejected.').waitFor();
  await page.waitForURL(new RegExp(ids[2]));
  await page.keyboard.press('c');
  await page.getByLabel('CAMEO').fill('190');
  await page.getByLabel('CAMEO').press('Enter');
  await page.getByText('Corrected.').waitFor();
  await page.waitForURL(new RegExp(ids[3]));
  await page.keyboard.press('k');
  await page.waitForURL(new RegExp(ids[2]));
  await page.getByText('Ada: correct').waitFor();
  const said = (await get('/corrections')).items.map(({ record, verdict, reviewer, proposed }) => [record, verdict, reviewer, proposed?.cameo]);
  assert.deepEqual(said.toReversed(), [[ids[0], 'accept', 'Ada', undefined], [ids[1], 'reject', 'Ada', undefined], [ids[2], 'correct', 'Ada', '190']]);
  await page.getByText('3 verdicts').waitFor();
  assert.deepEqual(page.faults, []);
});

test('the keyboard reaches the content past the head, and every view', async () => {
  const page = await watched();
  await page.open('/feed');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.getByRole('link', { name: 'Map', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Where it happened' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('hostile articles are text wherever they show', async () => {
  const page = await watched();
  for (const article of HOSTILE) {
    await page.open(`/article?id=${encodeURIComponent(article.id)}`);
    assert.equal(await page.locator('main a[href^="javascript" i], main script, main img, main [onload], main [onerror], main [onmouseover]').count(), 0);
    assert.ok((await page.locator('.text').innerText()).includes('Russia accused NATO'));
  }
  for (const address of ['/feed?since=2012-03-05&until=2012-03-05', '/feed?show=quotes&since=2012-03-05&until=2012-03-05', '/feed?show=articles&since=2012-03-05&until=2012-03-05', '/search?q=%3Cscript%3E', '/search?q=accused+since:2012-03-05+until:2012-03-05', '/briefing?actor=RUS&since=2012-03-05&until=2012-03-05', `/lexicon?text=${encodeURIComponent('<img src=x onerror=alert(1)>Russia met NATO.')}`, '/feed?actor=%3Cimg%20src=x%20onerror=alert(1)%3E', '/dossier?a=%3Cb%3E&b=%22%27']) {
    await page.open(address);
    assert.equal(await page.locator('main script, main img').count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, address);
  }
  assert.equal(await page.evaluate(() => globalThis.broken), undefined);
  assert.deepEqual(page.faults.filter((fault) => !/400|Bad Request/.test(fault)), []);
});

test('a server that is gone is told of', async () => {
  const page = await watched();
  await page.open('/feed');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Network', exact: true }).click();
  await page.getByText('The server does not answer').first().waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('group', { name: 'Relationships' }).waitFor();
});
