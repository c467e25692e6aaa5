/** The built app in a headless Chromium: what a person would use, without the person. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { CHROMIUM_FLAGS, findBrowser } from '../build/browser.mjs';
import { ensureBuilt, root } from '../build/fresh.mjs';
import { listenForStop } from './listen-for-stop.ts';

export interface OpenApp extends AsyncDisposable {
  readonly page: Page;
  /**
   * Does what the browser is there for, until Ctrl-C.
   *
   * @throws WorkbenchError `cli/interrupted`
   */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export interface AppOptions {
  /** Of the page, relative to the app's address. */
  readonly path?: string;
  /** Of the browser, beside the usual ones. */
  readonly flags?: readonly string[];
  /** What this device remembers of an earlier visit, as the page keeps it in `localStorage`. */
  readonly remembered?: Readonly<Record<string, string>>;
}

/**
 * Builds the app when `dist` is missing or older than its sources, serves it on 127.0.0.1 and opens it in a browser
 * whose disk is empty and thrown away afterwards.
 *
 * @throws WorkbenchError `cli/no-browser`
 */
export async function openApp({ path = '', flags = [], remembered = {} }: AppOptions = {}): Promise<OpenApp> {
  const executablePath = findBrowser();
  ensureBuilt();
  // Half of the time that the command line takes to start, and most commands need no browser.
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'silent', preview: { port: 0 } });
  const profile = await mkdtemp(join(tmpdir(), 'openaisle-'));
  const stop = listenForStop();
  const close = async (context?: BrowserContext) => {
    await context?.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
    stop[Symbol.dispose]();
  };
  let context: BrowserContext | undefined;
  try {
    context = await launch(profile, executablePath, flags);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript((all) => Object.assign(localStorage, all), remembered);
    await page.goto(new URL(path, server.resolvedUrls!.local[0]).href);
    return { page, during: (work) => stop.during(work()), [Symbol.asyncDispose]: () => close(context) };
  } catch (error) {
    await close(context);
    throw error;
  }
}

async function launch(
  profile: string,
  executablePath: string | null,
  flags: readonly string[],
): Promise<BrowserContext> {
  const options = {
    headless: true,
    acceptDownloads: true,
    args: [...CHROMIUM_FLAGS, ...flags],
    // Whoever opened it closes it, and cleans up after it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launchPersistentContext(profile, {
      ...options,
      ...(executablePath === null ? {} : { executablePath }),
    });
  } catch (cause) {
    throw new WorkbenchError(
      'cli/no-browser',
      'No Chromium could be started. Install one (Debian: apt-get install chromium), name it in CHROMIUM, or run npm test once: it installs one.',
      { cause },
    );
  }
}
