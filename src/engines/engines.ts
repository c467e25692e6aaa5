import type { OpenEngine, RuntimeName } from '#engines/engine.ts';

/** Every runtime, loaded when it is first asked for: nobody downloads what does not run. */
export const engines = {
  tfjs: async (model, options) => (await import('#engines/tfjs.ts')).openTfjs(model, options),
  ort: async (model, options) => (await import('#engines/ort.ts')).openOrt(model, options),
} as const satisfies Record<RuntimeName, OpenEngine>;
