import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { OrderingRule } from '#core/time/ordering.ts';

/** What a camera is worth goes before what it sees, and that before what is weighed, so that a weight finds its shopper; the end comes last. */
const RANK = { condition: 0, camera: 1, people: 2, readings: 3, action: 4 } as const;

/** Who sent it: `camera cam1`, `readings plate-3`. Nobody is waited for to do something at the counter, or to say what is wrong with a camera. */
export function sourceOf(input: SceneInput): string | null {
  switch (input.kind) {
    case 'camera':
      return `camera ${input.camera}`;
    case 'people':
      return `people ${input.source}`;
    case 'readings':
      return `readings ${input.sensor}`;
    case 'condition':
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
