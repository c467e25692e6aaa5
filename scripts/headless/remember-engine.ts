import type { NamedEngine } from '#workers/infer/protocol.ts';

/**
 * As `EngineWishes` keeps it: nothing is measured first, and this runs every detector.
 *
 * @param threads - At most so many; as many as help when left out.
 */
export function rememberEngine(engine: NamedEngine, threads?: number): Readonly<Record<string, string>> {
  return { 'openaisle-engines': JSON.stringify({ all: { ...engine, batch: 1, threads }, models: {} }) };
}
