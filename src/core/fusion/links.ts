/**
 * Who may have the same fixes or is in one cluster.
 *
 * Source: a forest as in Galler & Fischer, *An improved equivalence algorithm*, CACM 7 (1964) 301–303.
 */
import { UNSEEN } from '#core/fusion/associate.ts';
import type { Matches } from '#core/fusion/match.ts';

export interface Linked {
  readonly members: readonly number[];
  /** Indices of the fixes that somebody of them explains. */
  readonly fixes: readonly number[];
}

/** Shoppers, by their indices, who belong together. The first of each tree is its root. */
export class Links {
  readonly #above: number[] = [];
  /** Of each fix who explains it first; -1 for nobody. */
  readonly #first: number[] = [];

  constructor(people: number, fixes: number) {
    for (let i = 0; i < people; i++) this.#above.push(i);
    for (let f = 0; f < fixes; f++) this.#first.push(-1);
  }

  rootOf(i: number): number {
    let root = i;
    while (this.#above[root] !== root) root = this.#above[root]!;
    return root;
  }

  join(a: number, b: number): void {
    const one = this.rootOf(a);
    const other = this.rootOf(b);
    this.#above[Math.max(one, other)] = Math.min(one, other);
  }

  /** Of the fixes those count that likelier show somebody than that they were missed. */
  explain(i: number, matches: Matches): void {
    for (const match of matches) {
      if (match === null || match.cost >= UNSEEN) continue;
      const first = this.#first[match.index]!;
      if (first === -1) this.#first[match.index] = i;
      else this.join(i, first);
    }
  }

  /** Everybody, in order of who is first in each. */
  groups(): readonly Linked[] {
    const all: { readonly members: number[]; readonly fixes: number[] }[] = [];
    const at: number[] = [];
    for (let i = 0; i < this.#above.length; i++) {
      const root = this.rootOf(i);
      // The root is the first of its tree.
      if (root === i) at.push(all.push({ members: [], fixes: [] }) - 1);
      else at.push(at[root]!);
      all[at[i]!]!.members.push(i);
    }
    for (let f = 0; f < this.#first.length; f++) {
      const i = this.#first[f]!;
      if (i !== -1) all[at[i]!]!.fixes.push(f);
    }
    return all;
  }
}
