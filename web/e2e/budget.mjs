// The first view's files, as a browser fetches them, must stay below 250 kB compressed.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST = 250_000;
const DIST = new URL('../dist/', import.meta.url);

const files = readdirSync(new URL('assets/', DIST));
const text = (name) => readFileSync(new URL(`assets/${name}`, DIST));
const first = new Set(files.filter((name) => /^(index|Feed)-.*\.(js|css)$/.test(name)));
// What those import comes with them.
for (const name of first) {
  if (!name.endsWith('.js') || name.startsWith('index-')) continue;
  for (const [, imported] of String(text(name)).matchAll(/from\s*["'`]\.\/([^"'`]+)["'`]/g)) first.add(imported);
}
const size = [...first].reduce((sum, name) => sum + gzipSync(text(name)).length, gzipSync(readFileSync(new URL('index.html', DIST))).length);
console.log(`First view: ${(size / 1000).toFixed(1)} kB compressed in ${first.size + 1} files (bound ${MOST / 1000} kB)`);
process.exitCode = size > MOST ? 1 : 0;
