// Pictures of every view:  node e2e/shots.mjs BASE FOLDER [WIDTH] [light|dark] [PART OF A NAME]
import { openBrowser } from './browser.mjs';
import { settled, tour } from './tour.mjs';

const [base, folder, width = '1280', scheme = 'light', part = ''] = process.argv.slice(2);
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme });
page.on('console', (message) => message.type() === 'error' && console.error(page.url(), message.text()));
page.on('pageerror', (error) => console.error(page.url(), error));
for (const [name, address] of Object.entries(await tour(base))) {
  if (!name.includes(part)) continue;
  await page.goto(base + address);
  await settled(page);
  await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, clip: { x: 0, y: 0, width: Number(width), height: Math.min(2200, await page.evaluate(() => document.documentElement.scrollHeight)) }, fullPage: true });
}
await browser.close();
