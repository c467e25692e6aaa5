/** Every state that a place can be in is on the kit page, in both themes, on a phone and magnified. */
import { expect, test } from '@playwright/test';
import { STATES, type StatePlace } from '#ui/kit-page/states.ts';
import { cutOff, motions, violations } from './pages.ts';
import { watchManners } from './support.ts';

const places = Object.keys(STATES) as StatePlace[];

for (const place of places) {
  test(`every state of ${place} is there, meets WCAG 2.2 AA and stands still when asked`, async ({ page, baseURL }) => {
    const { offences } = watchManners(page, baseURL!);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`/#/kit/${place}`);
    for (const state of STATES[place]) await expect(page.getByTestId(state)).toBeVisible();
    expect(await motions(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await cutOff(page)).toEqual([]);
    expect(offences).toEqual([]);
  });
}

test('an address brings one to a state', async ({ page }) => {
  await page.goto('/#/kit/settings-refused');
  await expect(page.getByTestId('settings-refused')).toBeInViewport();
  await page.getByRole('link', { name: 'Home', exact: true }).last().click();
  await expect(page.getByTestId('home-empty')).toBeVisible();
});

test('an example changes nothing that is stored', async ({ page }) => {
  await page.goto('/#/kit/home-sessions');
  const sessions = page.getByTestId('home-sessions').getByRole('listitem');
  await sessions.first().getByRole('button', { name: 'Delete Corner shop, monday' }).click();
  await sessions.first().getByRole('link').click();
  await expect(page).toHaveURL(/#\/kit\/home-sessions$/u);
  await expect(sessions).toHaveCount(3);
  await page.goto('/#/');
  await expect(page.getByText('No sessions yet')).toBeVisible();
});
