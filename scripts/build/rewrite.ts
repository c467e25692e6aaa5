/** Packages that bring more than is asked for, written anew while they are bundled. */
import type { Plugin } from 'vite';

export interface Rewrite {
  /** Whole, with forward slashes. */
  readonly file: RegExp;
  /** What is looked for, and what stands there instead. Each must be found, so each looks for one thing. */
  readonly changes: readonly (readonly [RegExp, string])[];
}

export function rewrite(name: string, rewrites: readonly Rewrite[]): Plugin {
  return {
    name: `openaisle-${name}`,
    apply: 'build',
    transform(code, id) {
      const found = rewrites.find(({ file }) => file.test(id));
      return found === undefined ? null : { code: rewritten(code, id, found), map: null };
    },
  };
}

function rewritten(code: string, id: string, { changes }: Rewrite): string {
  return changes.reduce((before, [old, instead]) => {
    const after = before.replace(old, instead);
    if (after === before) throw new Error(`${id} is not written as it was: ${old} is not in it. See scripts/build.`);
    return after;
  }, code);
}
