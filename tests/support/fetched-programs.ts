/** What a page fetches of the built app's programs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import { root } from '../../scripts/build/fresh.mjs';

export interface FetchedProgram {
  /** Below `dist`. */
  readonly path: string;
  /** Bytes, packed as small as a host can. */
  readonly gzip: number;
  readonly brotli: number;
}

/**
 * Call it before the page is opened. Its workers' requests count as well; the service worker's do not, which keeps the
 * page for later once a frame has been looked at.
 *
 * @returns What was asked for before a moment, ms since 1970: JavaScript and WASM, each once, whoever asked.
 */
export function watchPrograms(page: Page): (before: number) => Promise<readonly FetchedProgram[]> {
  const asked = new Map<string, Request>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(?:m?js|wasm)$/u.test(pathname) && !asked.has(pathname)) asked.set(pathname, request);
  });
  return async (before) => {
    // When it was asked for is known of a request that has an answer.
    await Promise.all([...asked.values()].map(async (request) => (await request.response())?.finished()));
    const earlier = [...asked].filter(([, request]) => request.timing().startTime < before);
    return earlier.map(([path]) => {
      const bytes = readFileSync(join(root, 'dist', path));
      return { path, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
    });
  };
}

export const sum = (programs: readonly FetchedProgram[], packed: 'gzip' | 'brotli'): number =>
  programs.reduce((total, program) => total + program[packed], 0);
