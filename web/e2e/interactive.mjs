// How long a view takes until it shows its records and answers the keyboard, from an empty cache.
//
//     detente serve desk.archive --addr 127.0.0.1:7878 --rate 0 &
//     node e2e/interactive.mjs http://127.0.0.1:7878
//
// The bound is a second on the loopback. Tells the middle and the slowest of the rounds, and the bytes that came.
import { openBrowser } from './browser.mjs';

const ROUNDS = 9;
const MOST = 1_000;
const VIEWS = {
  feed: ['/feed', /of [\d,]+ (events|happenings)/],
  dossier: ['/dossier?a=RUS&b=NATO', /Russia and NATO/],
  search: ['/search?q=minister', /\d (articles?|hits?)/],
};

const base = process.argv[2]?.replace(/\/$/, '');
if (!base) throw new Error('usage: node e2e/interactive.mjs ADDRESS');
const browser = await openBrowser();
let slow = false;
for (const [name, [path, shown]] of Object.entries(VIEWS)) {
  const took = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.busyUntil = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.busyUntil = Math.max(window.busyUntil, task.startTime + task.duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(base + path, { waitUntil: 'commit' });
    const words = shown.source;
    const shows = await page.waitForFunction((words) => new RegExp(words).test(document.body?.innerText ?? '') && performance.now(), words, { polling: 'raf', timeout: 30_000 });
    // Interactive: the records are there and no task of the page's keeps it from answering.
    const at = Math.max(await shows.jsonValue(), await page.evaluate(() => window.busyUntil));
    took.push(at);
    bytes = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0));
    await context.close();
  }
  took.sort((a, b) => a - b);
  slow ||= took[ROUNDS >> 1] > MOST;
  console.log(`${name}: interactive after ${took[ROUNDS >> 1].toFixed(0)} ms, at most ${took[ROUNDS - 1].toFixed(0)} ms, ${(bytes / 1000).toFixed(0)} kB`);
}
await browser.close();
process.exitCode = slow ? 1 : 0;
