/** Products that are known by the pictures of their catalogue. */
import { copyFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Project } from '../../src/core/planning/project.ts';
import { runCli } from '../support/run-cli.ts';

const demo = fileURLToPath(new URL('../../public/demo/', import.meta.url));

test('a product is most of all like its own picture, and others less', async () => {
  const info = test.info();
  const { skus } = JSON.parse(readFileSync(`${demo}project.json`, 'utf8')) as Project;
  const asked = [skus[0]!, skus[20]!, skus[57]!];
  const pictures = asked.map(({ gtin, picture }) => {
    const copy = info.outputPath(`asked-${gtin}.webp`);
    copyFileSync(`${demo}${picture!}`, copy);
    return copy;
  });
  const { status, stdout, stderr } = await runCli(['recognise', '--project', 'demo', ...pictures]);
  expect(stderr).toContain(`${skus.length} products known by their pictures`);
  expect(status).toBe(0);
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Said);
  for (const [i, { gtin, name }] of asked.entries()) {
    const { products } = said[i]!;
    expect(products).toHaveLength(5);
    expect(products[0]).toMatchObject({ gtin, name });
    expect(products[0]!.likeness).toBeCloseTo(1, 3);
    expect(products[1]!.likeness).toBeLessThan(products[0]!.likeness);
  }
});

test('a project without pictures is said to have none', async () => {
  const info = test.info();
  const out = info.outputPath('simulated');
  await runCli(['simulate', '--scenario', 'kiosk', '--out', out]);
  const { status, stderr } = await runCli(['recognise', '--project', out, fileURLToPath(import.meta.url)]);
  expect(status).toBe(1);
  expect(stderr).toContain('no product has a picture. Put pictures beside it and name them in skus[].picture.');
});

interface Said {
  readonly picture: string;
  readonly products: readonly { readonly gtin: string; readonly name: string; readonly likeness: number }[];
}
