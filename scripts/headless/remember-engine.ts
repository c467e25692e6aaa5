import type { NamedEngine } from '#workers/infer/protocol.ts';

/** As `EngineWishes` keeps it: nothing is measured first, and this runs every detector. */
export function rememberEngine(engine: NamedEngine): Readonly<Record<string, string>> {
  return { 'openaisle-engines': JSON.stringify({ all: { ...engine, batch: 1 }, models: {} }) };
}
