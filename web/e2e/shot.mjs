// A picture of one address of the app:  node e2e/shot.mjs URL FILE.png [WIDTH] [light|dark]
import { openBrowser } from './browser.mjs';

const [url, file, width = '1280', scheme = 'light'] = process.argv.slice(2);
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme });
page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
page.on('pageerror', (error) => console.error(error));
await page.goto(url, { waitUntil: 'load' });
await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[role=status].quiet')?.textContent?.includes('Reading'));
await page.screenshot({ path: file, fullPage: true });
await browser.close();
