/**
 * What was seen at one moment. Every number fits a float32 (times excepted), so that what the journal keeps
 * and what the scene was stepped with are the same bits.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Likeness } from '#core/detection/likeness.ts';
import type { GroundFix, WorldPoint } from '#core/geometry/frames.ts';
import type { Micros } from '#core/time/micros.ts';

/** What one camera saw: boxes of people in px of its frame, highest score first. */
export interface CameraSighting {
  readonly kind: 'camera';
  readonly camera: string;
  readonly time: Micros;
  readonly detections: readonly Detection[];
  /** Of some of the detections, by their index, whom they look like; absent where nobody compares. */
  readonly likenesses?: ReadonlyMap<number, Likeness>;
}

/** What a positioning system outside OpenAisle saw: people already placed on the floor, with ids of its own. */
export interface PeopleSighting {
  readonly kind: 'people';
  readonly source: string;
  readonly time: Micros;
  readonly people: readonly SightedPerson[];
}

export interface SightedPerson extends GroundFix {
  /** The source's id, opaque to us. */
  readonly id: string;
  /** Hands, m; empty when the source gives none. */
  readonly hands: readonly WorldPoint[];
}

export type Sighting = CameraSighting | PeopleSighting;
