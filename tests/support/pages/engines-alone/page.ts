/** Runtimes that take turns in workers of their own, one of them busy at a time. */
import { type Remote, wrap } from 'comlink';
import type { ModelFile } from '#engines/open-model.ts';
import { hashBytes } from '#storage/sha256.ts';
import { tinyDetector } from '../../tiny-detector.ts';
import type { Chosen, EngineWorker, Held } from './engine.worker.ts';

export interface EnginesAlonePage {
  /** @returns By runtime and by block, ms of each inference. */
  race(file: string, rules: RaceRules): Promise<Record<'tfjs' | 'ort', number[][]>>;
  /** Opens a detector; one that hardly computes when there is no `file`. @returns What it runs on. */
  open(how: Chosen, file: string | null): Promise<string>;
  look(count: number): Promise<Held>;
}

export interface RaceRules {
  readonly threads: number;
  readonly blocks: number;
  /** Of a block, after those that wake the threads up. */
  readonly runs: number;
  readonly before: number;
}

let looking: Remote<EngineWorker> | null = null;

const page: EnginesAlonePage = {
  async race(name, { threads, blocks, runs, before }) {
    const file = await given(name);
    const times = { tfjs: [] as number[][], ort: [] as number[][] };
    const contenders = { tfjs: start(), ort: start() };
    for (const runtime of ['tfjs', 'ort'] as const) {
      const got = await contenders[runtime].api.openNetwork(file, { runtime, backend: 'wasm', threads, batch: 1 });
      if (got !== threads) throw new Error(`${runtime} has ${got} threads instead of ${threads}`);
      await contenders[runtime].api.time(runs, before);
    }
    for (let block = 0; block < blocks; block++) {
      for (const runtime of block % 2 === 0 ? (['tfjs', 'ort'] as const) : (['ort', 'tfjs'] as const)) {
        times[runtime].push(await contenders[runtime].api.time(runs, before));
      }
    }
    for (const { worker } of Object.values(contenders)) worker.terminate();
    return times;
  },

  async open(how, file) {
    looking = start().api;
    return await looking.openDetector(
      file === null ? await named('tiny.onnx', tinyDetector()) : await given(file),
      how,
    );
  },

  look: async (count) => await looking!.look(count),
};

async function given(name: string): Promise<ModelFile> {
  const input = document.querySelector<HTMLInputElement>('#files')!;
  const file = [...input.files!].find((each) => each.name === name)!;
  return named(name, new Uint8Array(await file.arrayBuffer()));
}

async function named(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<ModelFile> {
  return { fileName, bytes, sha256: await hashBytes(bytes) };
}

function start(): { readonly worker: Worker; readonly api: Remote<EngineWorker> } {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  return { worker, api: wrap<EngineWorker>(worker) };
}

Object.assign(window, { page });
