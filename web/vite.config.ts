import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `DETENTE_API` names the server that `npm run dev` passes API requests to.
const api = process.env.DETENTE_API ?? 'http://127.0.0.1:7878';

export default defineConfig({
  plugins: [svelte()],
  server: { port: 5173, proxy: { '/api': api } },
  build: {
    target: 'es2022',
    // A data: address would be an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 250,
  },
  test: { include: ['src/**/*.test.ts'] },
});
