import { transfer } from 'comlink';
import type { SheetsApi } from '#workers/sheets/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The page's side of the sheets worker. Whoever started it disposes of it. */
export type SheetFinder = Disposable & SheetsApi;

export function startSheetFinder(): SheetFinder {
  const worker = startWorker<SheetsApi>(
    'sheets',
    () => new Worker(new URL('./sheets.worker.ts', import.meta.url), { type: 'module', name: 'sheets' }),
  );
  return {
    find: (frame, width, height, masks) =>
      worker.call((api) => api.find(transfer(frame, [frame]), width, height, masks)),
    solve: (views, known, ruled) => worker.call((api) => api.solve(views, known, ruled)),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
