/** What a page fetches of the built app's programs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
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
 * @returns What was asked for until now: JavaScript and WASM, each once, whoever asked.
 */
export function watchPrograms(page: Page): () => readonly FetchedProgram[] {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(?:m?js|wasm)$/u.test(pathname)) asked.add(pathname);
  });
  return () =>
    [...asked].map((path) => {
      const bytes = readFileSync(join(root, 'dist', path));
      return { path, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
    });
}

export const sum = (programs: readonly FetchedProgram[], packed: 'gzip' | 'brotli'): number =>
  programs.reduce((total, program) => total + program[packed], 0);
