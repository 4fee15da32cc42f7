import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `DETENTE_API` names the server that `npm run dev` and `npm run preview` pass API requests to.
const api = process.env.DETENTE_API ?? 'http://127.0.0.1:7878';
// Stricter than the server's own policy, so that what passes here passes there.
const policy = "default-src 'self'; style-src 'self'; img-src 'self' data: blob:";

export default defineConfig({
  plugins: [svelte()],
  server: { port: 5173, proxy: { '/api': api } },
  preview: { port: 5174, proxy: { '/api': api }, headers: { 'content-security-policy': policy } },
  build: {
    target: 'es2022',
    // A data: address would be an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 250,
  },
  test: { include: ['src/**/*.test.ts'] },
});
