/** The truth of a drawn frame: what can be seen on it of everybody, to the pixel. */
import { type TagBox, PARTS, joined, tagBoxes } from '#capture/synthetic-store/tag-boxes.ts';
import { BODY, LEFT_HAND, LEFT_ITEM, RIGHT_HAND, RIGHT_ITEM } from '#capture/synthetic-store/people/wardrobe.ts';
import type { Box } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { boxOfBars, cutAtFrame } from '#core/simulation/body/image-box.ts';
import type { Posed } from '#core/simulation/body/seen-truth.ts';
import { hullArea, silhouetteArea } from '#core/simulation/body/silhouette.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';

export interface DrawnThing {
  readonly kind: 'person' | 'hand' | 'product';
  /** Around the pixels that can be seen. */
  readonly box: Box;
  /** px that can be seen. */
  readonly area: number;
  /** Of all its pixels, those beyond the border included, in `[0, 1]`. */
  readonly visible: number;
  /** Index into the cast: who it is, whose hand, in whose hand. */
  readonly person: number;
  /** Index into the wares, of a product. */
  readonly ware: number | null;
  /** Of a person: also around what is hidden, as far as the frame goes. */
  readonly whole: Box | null;
}

/** Smaller than this nobody can say what it is, px. */
const SMALLEST = 12;
/** Packs do not fill the hull of their corners: bottles have necks. */
const FILLED = 0.85;

/** @param tags - Of the frame, see `SyntheticStore.film`. */
export function drawnTruth(camera: CameraModel, posed: readonly Posed[], tags: Uint8Array): readonly DrawnThing[] {
  const found = tagBoxes(tags, camera.width, camera.height);
  return posed.flatMap(({ person, bars, hands }) => {
    const part = (part: number) => found.get((person + 1) * PARTS + part);
    const [left, right] = [part(LEFT_HAND), part(RIGHT_HAND)];
    const body = joined(part(BODY), joined(left, right));
    const all = [...bars, hands.left.bar, hands.right.bar];
    const whole = boxOfBars(camera, all);
    const seen = (
      kind: DrawnThing['kind'],
      tag: TagBox | undefined,
      area: number,
      ware: number | null,
    ): DrawnThing[] =>
      tag === undefined || tag.area < SMALLEST
        ? []
        : [
            {
              kind,
              ...tag,
              person,
              ware,
              visible: Math.min(1, tag.area / Math.max(1, area)),
              whole: kind === 'person' && whole ? cutAtFrame(camera, whole) : null,
            },
          ];
    return [
      ...seen('person', body, silhouetteArea(camera, all), null),
      ...SIDES.flatMap((side) => {
        const { bar, item } = hands[side];
        return [
          ...seen('hand', side === 'left' ? left : right, silhouetteArea(camera, [bar]), null),
          ...(item === null
            ? []
            : seen(
                'product',
                part(side === 'left' ? LEFT_ITEM : RIGHT_ITEM),
                FILLED * hullArea(camera, item.corners),
                item.ware,
              )),
        ];
      }),
    ];
  });
}
