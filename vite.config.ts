import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Cross-origin isolation gives the page WASM threads. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [svelte()],
  worker: { format: 'es' },
  build: { target: 'esnext' },
  server: { host: '127.0.0.1', headers },
  preview: { host: '127.0.0.1', headers },
  ...(process.env['VITEST'] ? { resolve: { conditions: ['browser'] } } : {}),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/ui/**', 'tests/e2e/**', 'tests/bench/**', '**/*.long.test.ts'],
          environment: 'node',
        },
      },
      { extends: true, test: { name: 'ui', include: ['tests/ui/**/*.test.ts'], environment: 'jsdom' } },
    ],
  },
});
