/**
 * `npm run bench [-- NAME…] [--json FILE] [--dawn]`: runs the benchmarks of this folder whose file name contains one of the
 * names, all without a name, and prints a table; with `--dawn` those that need a graphics processor and no browser. A figure beside its target is a report, not a failure; a benchmark that throws is.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bench, NotMeasured, type Row } from './bench.ts';

interface Outcome {
  readonly bench: string;
  readonly rows: readonly Row[];
  /** Why there are no rows; `null` when it ran. */
  readonly notMeasured: string | null;
}

const options = { json: { type: 'string' }, dawn: { type: 'boolean', default: false } } as const;
const { values, positionals } = parseArgs({ allowPositionals: true, options });

const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => positionals.length === 0 || positionals.some((name) => file.includes(name)))
  .sort();

const outcomes: Outcome[] = [];
for (const file of files) {
  try {
    const { bench } = (await import(`./${file}`)) as { bench: Bench };
    if ((bench.dawn ?? false) !== values.dawn) continue;
    const outcome = await measure(bench);
    print(outcome);
    outcomes.push(outcome);
  } catch (error) {
    console.error(`\n${file} failed:`, error);
    process.exitCode = 1;
  }
}
if (files.length === 0) {
  console.error(`No benchmark is called ${positionals.join(' or ')}.`);
  process.exitCode = 1;
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcomes, null, 2)}\n`);

async function measure(bench: Bench): Promise<Outcome> {
  try {
    return { bench: bench.name, rows: await bench.run(), notMeasured: null };
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    return { bench: bench.name, rows: [], notMeasured: error.message };
  }
}

function print({ bench, rows, notMeasured }: Outcome): void {
  console.log(`\n${bench}${notMeasured === null ? '' : `: not measured, ${notMeasured}`}`);
  const cells = rows.map((row) => [row.what, figure(row.value), row.unit, row.target ?? '', verdict(row)]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...cells.map((line) => line[column]!.length)));
  for (const line of cells) {
    const padded = line.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
    );
    console.log(`  ${padded.join('  ').trimEnd()}`);
  }
}

function verdict({ met }: Row): string {
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
}

/** Four significant figures, no exponent. */
function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4, useGrouping: false });
}
