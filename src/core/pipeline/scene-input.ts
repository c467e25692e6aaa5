import type { Deed } from '#core/basket/deed.ts';
import type { CameraCondition } from '#core/detection/camera-condition.ts';
import type { Sighting } from '#core/detection/sighting.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import type { Micros } from '#core/time/micros.ts';

/** What a person behind the counter did. Journalled like any other input, so a replay does it again. */
export type OperatorAction = {
  readonly kind: 'action';
  readonly time: Micros;
} & (
  | {
      /** The recording or the day is over: whoever is still inside has their visit closed. */
      readonly action: 'end-session';
    }
  /** It may come after the session ended. */
  | Deed
);

/** Everything that can change a scene. A recorded session is a list of these. */
export type SceneInput = Sighting | CameraCondition | ReadingBatch | OperatorAction;
