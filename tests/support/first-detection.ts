/** When a page was told of its first detection, to the millisecond: what it asks for afterwards kept nobody waiting. */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** ms since 1970. */
    firstDetection?: number;
  }
}

/** Before the page is opened: listens to what its workers say. */
export async function watchDetections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Listen = (this: EventTarget, ...given: Parameters<EventTarget['addEventListener']>) => void;
    const listen: Listen = Reflect.get(EventTarget.prototype, 'addEventListener');
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...given) {
      if (given[0] === 'message' && (this instanceof Worker || this instanceof MessagePort)) {
        listen.call(this, 'message', (event) => {
          if (window.firstDetection !== undefined) return;
          const said = JSON.stringify((event as MessageEvent).data) ?? '';
          if (said.includes('"detections":[{')) window.firstDetection = Date.now();
        });
      }
      listen.apply(this, given);
    };
  });
}

/** @returns ms since 1970. */
export function firstDetection(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (window.firstDetection === undefined) setTimeout(look, 50);
          else resolve(window.firstDetection);
        };
        look();
      }),
  );
}
