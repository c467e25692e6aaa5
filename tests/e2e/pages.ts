/** What is asked of every place: whoever listens, whoever magnifies and whoever wants no motion can use it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Offences against WCAG 2.2 A and AA, each with the elements it is about. */
export async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  // Whatever is no offence need not be described; and no page here has frames of others, for whose sake a second page would be opened.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode();
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What is wider than the window, or stands beside it where nobody can scroll to. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth ? [`the page: ${document.documentElement.scrollWidth} px`] : [];
    const scrolled = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/u.test(getComputedStyle(element).overflowX) || scrolled(element.parentElement));
    const beside = [...document.querySelectorAll('h1, h2, h3, p, a, button, input, select, canvas, li')].filter(
      (element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolled(element.parentElement);
      },
    );
    return [...wide, ...beside.map((element) => element.outerHTML.slice(0, 160))];
  });
}

/** Animations and transitions that run. */
export function motions(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => (effect as KeyframeEffect).target?.className.toString() ?? ''),
  );
}
