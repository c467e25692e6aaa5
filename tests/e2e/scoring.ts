/** What a person does on the Score page. */
import { type Page, expect } from '@playwright/test';
import { tracking } from '#core/metrics/tracking.ts';

export const ALL_COLUMNS = Object.keys(tracking.figures);

/** Chooses a folder with the buttons of a drop zone. */
export async function chooseFolder(page: Page, zone: string, folder: string): Promise<void> {
  await page.getByRole('region', { name: zone }).getByTestId('folder').setInputFiles(folder);
}

/** Copies the table as it is seen. @returns What the clipboard then holds. */
export async function copied(page: Page, format: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: format }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Figures by run and sequence, as a CSV without quotes says them. @param names - Of those there may be. */
export function figuresOfCsv(csv: string, names: readonly string[] = ALL_COLUMNS): Map<string, Record<string, number>> {
  const [head, ...rows] = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return new Map(
    rows.map((cells) => [
      `${cells[0]} ${cells[1]}`,
      Object.fromEntries(
        names.filter((name) => head!.includes(name)).map((name) => [name, Number(cells[head!.indexOf(name)])]),
      ),
    ]),
  );
}
