/**
 * The browsers that OpenAisle is made for, and what each lacks, as their makers document it (MDN's browser-compat-data 8.1).
 * The table in `docs/hosting.md` says the same in more words.
 */
import type { SlightGap } from '#app/browser-gaps.ts';

/** Threads are for the host to give. */
export type Lack = Exclude<SlightGap, 'threads'>;

/** `partly`: on some systems, or in some of the browsers that share a column. */
export type Extent = 'wholly' | 'partly';

export const SUPPORTED = {
  chromium: { gpu: 'partly' },
  firefox: { 'hidden-cameras': 'wholly', handles: 'wholly', gpu: 'partly' },
  safari: { 'hidden-cameras': 'wholly', handles: 'wholly' },
  phones: { encoding: 'partly', 'hidden-cameras': 'wholly', handles: 'partly', gpu: 'partly' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Lack, Extent>>>>>;

export type Browser = keyof typeof SUPPORTED;

/** @returns In the order in which somebody would miss it. */
export function lacksOf(browser: Browser, extent: Extent): readonly Lack[] {
  return Object.entries(SUPPORTED[browser])
    .filter(([, how]) => how === extent)
    .map(([lack]) => lack as Lack);
}
