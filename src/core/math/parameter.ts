/** What can be tuned, described once: the settings form, the limits and the docs come from tables of these. */
import { assert } from '#core/errors/assert.ts';

export interface Parameter {
  readonly label: string;
  /** Empty for a pure number. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** What happens when it goes up. */
  readonly raising: string;
}

/** Every parameter at its default. */
export function defaultsOf<Name extends string>(
  table: Readonly<Record<Name, Parameter>>,
): { readonly [N in Name]: number } {
  const names = Object.keys(table) as Name[];
  return Object.fromEntries(names.map((name) => [name, table[name].default])) as Record<Name, number>;
}

export function assertInRange<Name extends string>(
  parameters: Readonly<Record<Name, number>>,
  table: Readonly<Record<Name, Parameter>>,
): void {
  for (const name of Object.keys(table) as Name[]) {
    const { min, max } = table[name];
    assert(parameters[name] >= min && parameters[name] <= max, `${name} lies in [${min}, ${max}]`);
  }
}
