import type { Locator, Page } from 'playwright-core';
import type { BenchReport } from '#core/speed/bench-report.ts';
import { engineFlags } from '../headless/engine-flags.ts';
import { openApp } from '../headless/open-app.ts';
import { orAlert, press, progressTeller } from '../headless/or-alert.ts';
import { textTable } from '../files/text-table.ts';
import type { Command } from './command.ts';
import { existingFile, readArguments } from './read-arguments.ts';

/** How long each engine takes for each model, measured by the app's own page in a headless Chromium. */
export const benchEnginesCommand: Command = {
  name: 'bench engines',
  usage: '[--model FILE]… [--software-graphics] [--json]',
  async run(args) {
    const options = {
      model: { type: 'string', multiple: true },
      'software-graphics': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(benchEnginesCommand, args, { options });
    const models = (values.model ?? []).map((path) => existingFile(benchEnginesCommand, '--model', path));
    const software = values['software-graphics'];

    await using app = await openApp({ path: '#/bench', flags: software ? engineFlags('webgpu') : GRAPHICS });
    const report = await app.during(() => measure(app.page, models, software));
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report));
  },
};

/** A headless Chromium asks no graphics processor for WebGPU unless it is told to. */
const GRAPHICS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

async function measure(page: Page, models: readonly string[], software: boolean): Promise<BenchReport> {
  const bench = page.getByTestId('bench');
  await bench.waitFor();
  if (models.length > 0) await page.getByTestId('files').setInputFiles([...models]);
  await orAlert(page, page.locator(`[data-testid=bench][data-models="${models.length}"]`).waitFor({ timeout: 0 }));
  if (software) await bench.getByRole('checkbox').check();
  await press(page, 'Measure');
  await orAlert(page, measured(page, bench));
  // As somebody gets it who wants to show it to others.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, 'Copy result');
  await page.getByText('The result is in the clipboard').waitFor();
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as BenchReport;
}

/** Follows the measurement to its end, telling stderr how far it is. */
async function measured(page: Page, bench: Locator): Promise<void> {
  const tell = progressTeller(bench.getByTestId('progress'));
  while ((await bench.getAttribute('data-going')) === 'true') {
    await tell();
    await page.waitForTimeout(500);
  }
}

function table({ rows, ratios, refused, machine }: BenchReport): string {
  const figure = (value: number) => value.toFixed(2);
  const lines = rows.map(({ model, engine, backend, batch, medianMs, p95Ms, minMs, firstMs }) => {
    return [model, engine, backend, String(batch), ...[medianMs, p95Ms, minMs, firstMs].map(figure)];
  });
  const head = ['model', 'engine', 'backend', 'batch', 'median ms', 'p95 ms', 'min ms', 'first ms'];
  const compared = Object.entries(ratios).map(([what, { median, min }]) => [what, figure(median), figure(min)]);
  return [
    textTable([head, ...lines]),
    compared.length === 0 ? '' : textTable([['ratio', 'of medians', 'of minima'], ...compared]),
    refused
      .map((each) => `${each.model}, ${each.engine} on ${each.backend}: ${each.reason} (${each.details})\n`)
      .join(''),
    `${machine.browser}, ${machine.cores} cores, ${machine.threads} threads, graphics: ${machine.adapter ?? 'none'}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}
