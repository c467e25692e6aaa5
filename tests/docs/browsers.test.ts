import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GAPS, type Gap } from '#app/browser-gaps.ts';
import { type Browser, type Extent, SUPPORTED, lacksOf } from '#app/supported-browsers.ts';

const page = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
const [head, , ...rows] = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

/** What the rows are about, as their first cells say. */
const about: Readonly<Partial<Record<Gap, string>>> = {
  decoding: 'recordings (WebCodecs)',
  storing: 'sessions with their clips (OPFS)',
  encoding: 'recording webcams (WebCodecs encoders)',
  'hidden-cameras': 'webcams go on behind another tab (`MediaStreamTrackProcessor`)',
  handles: 'clips stay where they are (file handles)',
  gpu: 'detectors on the graphics card (WebGPU)',
};
const columns: readonly (readonly [Browser, string])[] = [
  ['chromium', 'Chrome, Edge (desktop)'],
  ['firefox', 'Firefox (desktop)'],
  ['safari', 'Safari 26 (Mac)'],
  ['phones', 'Chrome (Android), Safari 26 (iPhone)'],
];

describe('the table of browsers in the documentation', () => {
  it('has the columns that the app has lines for, and a row for what each could lack', () => {
    expect(head!.slice(1)).toEqual(columns.map(([, name]) => name));
    expect(columns.map(([browser]) => browser)).toEqual(Object.keys(SUPPORTED));
    expect(rows.map(([thing]) => thing)).toEqual(Object.values(about));
  });

  it.each(columns)('says of %s what the app says', (browser, name) => {
    const column = head!.indexOf(name);
    const found = (extent: Extent) =>
      GAPS.filter((gap) => {
        const cell = rows.find(([thing]) => thing === about[gap])?.[column];
        return cell !== undefined && extentOf(cell) === extent;
      });
    for (const extent of ['wholly', 'partly'] as const) expect(lacksOf(browser, extent)).toEqual(found(extent));
  });
});

/** `yes`, and since when; `no`, and what instead; all else is in part. */
function extentOf(cell: string): Extent | null {
  if (/^yes(?:, from \d+)?$/u.test(cell)) return null;
  return /^no\b/u.test(cell) ? 'wholly' : 'partly';
}
