import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { preview } from 'vite';

import { HOSTILE } from './hostile.mjs';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const target = resolve(WEB, '..', process.env.CARGO_TARGET_DIR ?? 'target');
const built = ['release', 'debug'].map((kind) => join(target, kind, 'detente'));

/** The program whose server is used: `DETENTE`, or the one built last from this tree. */
export const PROGRAM = process.env.DETENTE ?? built.find(existsSync) ?? built[0];

/** The token that may write. */
export const TOKEN = 'a-token-for-the-tests';

/** An archive of the samples and of hostile articles, its server, and the app as `dist/` has it before that. */
export async function openDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'detente-e2e-'));
  const [archive, hostile, tokens] = ['archive', 'hostile.jsonl', 'tokens'].map((name) => join(folder, name));
  writeFileSync(hostile, HOSTILE.map((article) => `${JSON.stringify(article)}\n`).join(''));
  writeFileSync(tokens, `${TOKEN}\n`);
  const ingest = spawnSync(PROGRAM, ['ingest', archive, process.env.SAMPLES ?? join(WEB, '../samples'), hostile, '--quiet'], { encoding: 'utf8' });
  if (ingest.status !== 0) throw new Error(`${PROGRAM} ingest: ${ingest.error ?? ingest.stderr}`);
  const server = spawn(PROGRAM, ['serve', archive, '--addr', '127.0.0.1:0', '--token-file', tokens, '--rate', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const api = await new Promise((found, failed) => {
    let said = '';
    server.stderr.on('data', (bytes) => {
      said += bytes;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) found(address[0]);
    });
    server.on('exit', () => failed(new Error(`${PROGRAM} serve: ${said}`)));
  });
  process.env.DETENTE_API = api;
  const app = await preview({ root: WEB, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const base = app.resolvedUrls.local[0].replace(/\/$/, '');
  return {
    api,
    base,
    async close() {
      server.kill();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
