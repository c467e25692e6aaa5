/** What a detector would find on the pictures of a simulated store, without drawing them. */
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { boxOfBars, cutAtFrame } from '#core/simulation/body/image-box.ts';
import { type Posed, poseAll } from '#core/simulation/body/seen-truth.ts';
import { type Block, barBetween, blockBetween } from '#core/simulation/body/sight-line.ts';
import { mix } from '#core/simulation/body/vector.ts';
import type { Bar } from '#core/simulation/body/volumes.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { hidingBlocks } from '#core/simulation/staging/furniture.ts';
import { storeFurniture } from '#core/simulation/staging/store-furniture.ts';
import { TRUTH_EVERY } from '#core/simulation/truth/boxes.ts';

/** Somebody as one camera could see them at one moment. */
export interface Appearance {
  /** Index into the cast. */
  readonly person: number;
  /** Around all of them as far as the frame goes. */
  readonly whole: Box;
  /** Around what can be seen. */
  readonly shown: Box;
  /** How much can be seen, in `[0, 1]`. */
  readonly visible: number;
}

/** Everybody a camera could see, at each of its frames; those with nothing to be seen are left out. */
export interface Footage {
  readonly camera: string;
  readonly model: CameraModel;
  readonly frames: readonly { readonly time: CameraSighting['time']; readonly people: readonly Appearance[] }[];
}

/** Ten frames a second. */
export function filmed({ store, cast, wares, moments }: Simulation): readonly Footage[] {
  const blocks = hidingBlocks(storeFurniture(store));
  const posed = moments
    .filter((_, i) => i % TRUTH_EVERY === 0)
    .map((moment) => ({ time: moment.time, people: poseAll(cast, wares, moment) }));
  return store.cameras.map((camera) => {
    const model = cameraModel(camera);
    const frames = posed.map(({ time, people }) => ({ time, people: appearances(model, people, blocks) }));
    return { camera: camera.id, model, frames };
  });
}

const PARTS = [0, 0.25, 0.5, 0.75, 1] as const;

function appearances(model: CameraModel, posed: readonly Posed[], blocks: readonly Block[]): readonly Appearance[] {
  const eye = cameraCentre(model);
  return posed.flatMap((each) => {
    const bars = [...each.bars, each.hands.left.bar, each.hands.right.bar];
    const whole = boxOfBars(model, bars);
    const cut = whole && cutAtFrame(model, whole);
    if (cut === null) return [];
    const before = posed.filter((other) => other !== each).flatMap((other) => other.bars);
    const balls = bars.flatMap(ballsOf);
    const open = balls.filter(({ a }) => {
      const at = projectToImage(model, a);
      const inFrame = at !== null && at.x >= 0 && at.y >= 0 && at.x < model.width && at.y < model.height;
      const hidden = () =>
        blocks.some((block) => blockBetween(eye, a, block)) || before.some((bar) => barBetween(eye, a, bar));
      return inFrame && !hidden();
    });
    const shown = boxOfBars(model, open);
    const shownCut = shown && cutAtFrame(model, shown);
    if (shownCut === null) return [];
    return [{ person: each.person, whole: cut, shown: shownCut, visible: open.length / balls.length }];
  });
}

/** A bar as a row of balls. */
const ballsOf = ({ a, b, ra, rb }: Bar): readonly Bar[] =>
  PARTS.map((t) => {
    const at = mix(a, b, t);
    const radius = ra + (rb - ra) * t;
    return { a: at, b: at, ra: radius, rb: radius };
  });
