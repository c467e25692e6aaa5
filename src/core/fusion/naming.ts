/**
 * Who somebody is whom fusion follows, as people said it. Fusion's own ids stay as they are: it goes on following, and what
 * was said is laid over it, for the past and for what is still to come, and is taken away again without a trace.
 */
import type { Micros } from '#core/time/micros.ts';

/** What a person says of who was followed; names are those of everything said before. */
export type Renaming =
  /** One person all along: whoever is called `shopper` is `into`. */
  | { readonly kind: 'merge'; readonly shopper: string; readonly into: string }
  /** From `at` on somebody else was followed, whom nobody knows yet: they are called `as`. */
  | { readonly kind: 'split'; readonly shopper: string; readonly at: Micros; readonly as: string }
  /** From `at` on one was followed under the other's name. */
  | { readonly kind: 'swap'; readonly shopper: string; readonly other: string; readonly at: Micros };

/** All that was said and still counts, in the order it was said. */
export type Naming = readonly Renaming[];

/** @param shopper - As fusion calls who was followed at `time`. */
export const nameOf = (naming: Naming, shopper: string, time: number): string =>
  naming.reduce((name, renaming) => renamed(renaming, name, time), shopper);

export function renamed(renaming: Renaming, name: string, time: number): string {
  const { kind, shopper } = renaming;
  if (kind === 'merge') return name === shopper ? renaming.into : name;
  if (time < renaming.at) return name;
  if (kind === 'split') return name === shopper ? renaming.as : name;
  return name === shopper ? renaming.other : name === renaming.other ? shopper : name;
}

/** Both names that a renaming is about. */
export function namesIn(renaming: Renaming): readonly [string, string] {
  const { kind, shopper } = renaming;
  return [shopper, kind === 'merge' ? renaming.into : kind === 'split' ? renaming.as : renaming.other];
}

/** Somebody is followed under one name from a moment to the next at which names change, µs. */
interface NamedStretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What somebody is called from `from` to `to`, in order of time; neighbours have different names. */
export function namesWithin(naming: Naming, shopper: string, from: number, to: number): readonly NamedStretch[] {
  const moments = naming.flatMap((renaming) => ('at' in renaming ? [renaming.at] : []));
  const turns = [...new Set<number>(moments)].filter((at) => at > from && at < to).sort((a, b) => a - b);
  const stretches: NamedStretch[] = [];
  [from, ...turns].forEach((start, i) => {
    const stretch = { name: nameOf(naming, shopper, start), from: start, to: turns[i] ?? to };
    const before = stretches.at(-1);
    if (before?.name === stretch.name) stretches[stretches.length - 1] = { ...before, to: stretch.to };
    else stretches.push(stretch);
  });
  return stretches;
}
