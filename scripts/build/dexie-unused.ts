/**
 * Dexie written for today's browsers, without live queries: watchers of rows, what they remember, and how they tell other
 * tabs; and without hooks, which run beside every write of a table. Who imports `liveQuery` finds that it is not there, and the build stops;
 * who hooks onto writes of a table is told when they do.
 */
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { rewrite } from './rewrite.ts';

const modern = createRequire(import.meta.url).resolve('dexie/dist/modern/dexie.mjs');

/** Takes the place of what joins a hook to those before it. */
const WITHOUT_HOOKS = `function withoutHooks() {
    throw new Error('Dexie is built without hooks on writes: see scripts/build/dexie-unused.ts');
}

`;

export function dexieUnused(): Plugin {
  return {
    ...rewrite('dexie-unused', [
      {
        file: /dexie\/dist\/modern\/dexie\.mjs$/u,
        changes: [
          [/^ +this\.use\(cacheMiddleware\);\n/mu, ''],
          [/^ +this\.use\(hooksMiddleware\);\n/mu, ''],
          [/(?<=creating: \[)hookCreatingChain/u, 'withoutHooks'],
          [/(?<=updating: \[)hookUpdatingChain/u, 'withoutHooks'],
          [/(?<=deleting: \[)hookDeletingChain/u, 'withoutHooks'],
          [/^(?=function createTableConstructor)/mu, WITHOUT_HOOKS],
          [/^ +this\.use\(observabilityMiddleware\);\n/mu, ''],
          [/^ +liveQuery,\n/mu, ''],
          [/^ +extendObservabilitySet,\n/mu, ''],
          [/^ +cache,\n/mu, ''],
          [/, liveQuery(?=, )/u, ''],
          // What writes tell other tabs, and what those hear.
          [/^if \(typeof dispatchEvent[^]*?^(?=if \(typeof addEventListener)/mu, ''],
          [/^ +bc\?\.close\(.*\n/gmu, ''],
          [/^ +createBC\(.*\n/gmu, ''],
          [/^ +propagateLocally\(.*\n/gmu, ''],
          [/^ +globalEvents\(\w+\)\.fire\(everything\);\n +signalSubscribersNow\(everything, true\);\n/mu, ''],
        ],
      },
    ]),
    enforce: 'pre',
    resolveId: (source) => (source === 'dexie' ? modern : null),
  };
}
