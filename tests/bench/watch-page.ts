/** What a page is like to use: how long its main thread is taken at a time, and how soon an interaction is on the screen. */
import type { CDPSession, Page } from 'playwright-core';

/** All in ms. */
export interface Watched {
  /** Tasks of the main thread that took more than 50 by the clock on the wall, as the browser reports them to pages. */
  readonly longTasks: readonly number[];
  /** Of every task of the main thread, longest first: what it took by the clock, and what of that it was computing. */
  readonly tasks: readonly { readonly wall: number; readonly cpu: number }[];
  /** From each interaction to the next paint, shortest first, in steps of 8. Shorter than 16 counts as 16. */
  readonly interactions: readonly number[];
}

declare global {
  interface Window {
    watched: { longTasks: number[]; interactions: Map<number, number> };
  }
}

/** The standard library's types do not have all of it yet. */
interface InteractionEntry extends PerformanceEntry {
  /** 0 of an event that is none. */
  readonly interactionId: number;
}

/** The shortest interaction that browsers tell of, ms. */
const SHORTEST = 16;
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];

/** Before the page is opened. */
export async function prepareWatch(page: Page): Promise<void> {
  await allowNames(page);
  await page.addInitScript((shortest) => {
    window.watched = { longTasks: [], interactions: new Map() };
    const { longTasks, interactions } = window.watched;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    }).observe({ type: 'longtask' });
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries() as InteractionEntry[]) {
        // A press is several events; what a person waits for is the slowest.
        if (interactionId > 0)
          interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold: shortest } as PerformanceObserverInit);
  }, SHORTEST);
}

/** What runs the benchmarks keeps the names of functions with a helper that pages do not have. */
export async function allowNames(page: Page): Promise<void> {
  await page.addInitScript('globalThis.__name = (named) => named');
}

/** @param script - Interacts, and says how often it did. */
export async function watchPage(page: Page, script: () => Promise<number>): Promise<Watched> {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.watched.longTasks.length = 0;
    window.watched.interactions.clear();
  });
  const events = await startTrace(cdp);
  const count = await script();
  // The observers are told in idle time.
  await page.waitForTimeout(500);
  const tasks = mainTasks(await events());
  await cdp.detach();
  const { longTasks, slow } = await page.evaluate(() => ({
    longTasks: window.watched.longTasks.filter((duration) => duration > 50),
    slow: [...window.watched.interactions.values()],
  }));
  const quick = Array.from({ length: Math.max(0, count - slow.length) }, () => SHORTEST);
  return { longTasks, tasks, interactions: [...slow, ...quick].sort((a, b) => a - b) };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

async function startTrace(cdp: CDPSession): Promise<() => Promise<readonly TraceEvent[]>> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
    await cdp.send('Tracing.end');
    await complete;
    return events;
  };
}

/** Of the page's main thread: the browser has other pages of its own, which do next to nothing. */
function mainTasks(events: readonly TraceEvent[]): Watched['tasks'] {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const threads = mains.map((main) =>
    events.filter(({ pid, tid, name }) => pid === main.pid && tid === main.tid && name === 'RunTask'),
  );
  const busiest = threads.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return busiest
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
    .sort((a, b) => b.wall - a.wall);
}
