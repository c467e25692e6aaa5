/** The page that stands in the built app for the command line, with a typed way to ask it. */
import type { Backend } from '#engines/engine.ts';
import { engineFlags } from './engine-flags.ts';
import { openApp } from './open-app.ts';
import { type Answer, taken } from './page/answer.ts';
import type { Tools } from './page/page.ts';

type ValueOf<Name extends keyof Tools> = Awaited<ReturnType<Tools[Name]>> extends Answer<infer T> ? T : never;

export interface OpenTools extends AsyncDisposable {
  /** Files that the page then knows by their names. */
  give(paths: readonly string[]): Promise<void>;
  /** @throws WorkbenchError that was thrown in the page; `cli/interrupted` */
  ask<Name extends keyof Tools>(name: Name, ...given: Parameters<Tools[Name]>): Promise<ValueOf<Name>>;
}

/** @throws WorkbenchError `cli/no-browser` */
export async function openTools(backend: Backend | 'drawing'): Promise<OpenTools> {
  const app = await openApp({ path: 'scripts/headless/page/index.html', flags: engineFlags(backend) });
  return {
    give: (paths) => app.during(() => app.page.locator('#files').setInputFiles([...paths])),
    ask: async (name, ...given) => {
      const answer = await app.during(() => app.page.evaluate(call, [name, given] as const));
      return taken(answer as Answer<ValueOf<typeof name>>);
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

/** Runs in the page. */
function call([name, given]: readonly [string, readonly unknown[]]): Promise<unknown> {
  const { tools } = window as unknown as {
    readonly tools: Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>;
  };
  return tools[name]!(...given);
}
