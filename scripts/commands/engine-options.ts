import type { Backend, RuntimeName } from '#engines/engine.ts';
import type { NamedEngine } from '#workers/infer/protocol.ts';
import type { Command } from './command.ts';
import { usage } from './read-arguments.ts';

const runtimes = ['tfjs', 'ort'] as const satisfies readonly RuntimeName[];
const backends = ['wasm', 'webgpu'] as const satisfies readonly Backend[];

/** Of `--engine` and `--backend`, in a usage. */
export const engineUsage = `--engine ${runtimes.join('|')} --backend ${backends.join('|')}`;

export const engineOptions = { engine: { type: 'string' }, backend: { type: 'string' } } as const;

/** @throws WorkbenchError `cli/usage` */
export function readEngine(
  command: Command,
  { engine, backend }: { readonly engine?: string | undefined; readonly backend?: string | undefined },
): NamedEngine {
  return {
    runtime: oneOf(command, '--engine', runtimes, engine),
    backend: oneOf(command, '--backend', backends, backend),
  };
}

function oneOf<T extends string>(command: Command, what: string, known: readonly T[], given: string | undefined): T {
  if (given === undefined) throw usage(command, `${what} is missing`);
  const found = known.find((each) => each === given);
  if (found === undefined) throw usage(command, `${what} is “${given}”; expected ${known.join(' or ')}`);
  return found;
}
