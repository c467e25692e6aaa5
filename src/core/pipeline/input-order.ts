import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { OrderingRule } from '#core/time/ordering.ts';

/** Who is seen goes before what is weighed at the same moment, so that a weight finds its shopper; the end comes last. */
const RANK = { camera: 0, people: 1, readings: 2, action: 3 } as const;

/** Who sent it: `camera cam1`, `readings plate-3`. Nobody is waited for to do something at the counter. */
export function sourceOf(input: SceneInput): string | null {
  switch (input.kind) {
    case 'camera':
      return `camera ${input.camera}`;
    case 'people':
      return `people ${input.source}`;
    case 'readings':
      return `readings ${input.sensor}`;
    case 'action':
      return null;
  }
}

/** @param patience - How far the slowest source may lag behind the fastest, µs; a recording is read to its end. */
export function inputOrder(patience = Infinity): OrderingRule<SceneInput> {
  return {
    time: (input) => input.time,
    source: sourceOf,
    tie: (a, b) => RANK[a.kind] - RANK[b.kind] || compare(sourceOf(a) ?? '', sourceOf(b) ?? ''),
    patience,
  };
}

/** By code units: the same in every language and on every machine. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
