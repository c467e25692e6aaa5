/** What of everybody one camera can see at one moment, without drawing it: boxes, hands, what they hold. */
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';
import { cornersOf, heldItem } from '#core/simulation/body/held-item.ts';
import { boxOfBars, boxOfPoints, cutAtFrame } from '#core/simulation/body/image-box.ts';
import { poseBody } from '#core/simulation/body/pose-body.ts';
import { type Block, barBetween, blockBetween } from '#core/simulation/body/sight-line.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { mix } from '#core/simulation/body/vector.ts';
import { type Bar, SIDES, handBar, limbBars, trunkBars } from '#core/simulation/body/volumes.ts';
import type { Moment, Person, Side, Ware } from '#core/simulation/moment.ts';

export interface SeenThing {
  /** Of the whole of it as far as the frame goes, whatever stands before it; px. */
  readonly box: Box;
  /** How much of it can be seen: neither hidden nor out of the frame; in `[0, 1]`. */
  readonly visible: number;
}

export interface SeenHand extends SeenThing {
  readonly side: Side;
  readonly item: (SeenThing & { readonly index: number; readonly ware: number }) | null;
}

export interface SeenPerson extends SeenThing {
  /** Index into the cast. */
  readonly person: number;
  readonly hands: readonly SeenHand[];
}

/** Somebody at one moment, posed once for all cameras. */
export interface Posed {
  readonly person: number;
  readonly skeleton: Skeleton;
  readonly trunk: readonly Bar[];
  /** The whole body but the hands. */
  readonly bars: readonly Bar[];
  readonly hands: Readonly<Record<Side, { readonly bar: Bar; readonly item: HeldThing | null }>>;
}

interface HeldThing {
  readonly index: number;
  readonly ware: number;
  readonly corners: readonly WorldPoint[];
}

export function poseAll(cast: readonly Person[], wares: readonly Ware[], { people, items }: Moment): readonly Posed[] {
  return people.map((moment) => {
    const skeleton = poseBody(cast[moment.person]!, moment);
    const hand = (side: Side) => {
      const { holds } = moment[side];
      const bar = handBar(skeleton, side);
      if (holds === null) return { bar, item: null };
      const { ware } = items[holds]!;
      const corners = cornersOf(heldItem(skeleton, side, wares[ware]!), wares[ware]!.size);
      return { bar, item: { index: holds, ware, corners } };
    };
    const hands = { left: hand('left'), right: hand('right') };
    const trunk = trunkBars(skeleton);
    return { person: moment.person, skeleton, hands, trunk, bars: [...trunk, ...limbBars(skeleton)] };
  });
}

/** @param blocks - What stands in the way, see `hidingBlocks`. @returns Those with anything in the frame. */
export function seenTruth(
  camera: CameraModel,
  posed: readonly Posed[],
  blocks: readonly Block[],
): readonly SeenPerson[] {
  const eye = cameraCentre(camera);
  return posed.flatMap((each) => {
    const all = [...each.bars, each.hands.left.bar, each.hands.right.bar];
    const whole = boxOfBars(camera, all);
    const box = whole && cutAtFrame(camera, whole);
    if (box === null) return [];
    const others = posed.filter((other) => other !== each).flatMap(({ bars }) => bars);
    const open = (point: WorldPoint, before: readonly Bar[]) =>
      inFrame(camera, point) &&
      !blocks.some((block) => blockBetween(eye, point, block)) &&
      !before.some((bar) => barBetween(eye, point, bar));
    const visible = shareOf(all.flatMap(samplesOf), (point) => open(point, others));
    const hands = SIDES.flatMap((side) => {
      const { bar, item } = each.hands[side];
      const place = boxOfBars(camera, [bar]);
      const cut = place && cutAtFrame(camera, place);
      // The own trunk hides a hand behind it; the own arm always touches it.
      const before = [...others, ...each.trunk];
      if (cut === null) return [];
      const seen = shareOf(samplesOf(bar), (point) => open(point, before));
      return [{ side, box: cut, visible: seen, item: item && seenItem(camera, item, (point) => open(point, before)) }];
    });
    return [{ person: each.person, box, visible, hands }];
  });
}

function seenItem(camera: CameraModel, { index, ware, corners }: HeldThing, open: (point: WorldPoint) => boolean) {
  const whole = boxOfPoints(camera, corners);
  const box = whole && cutAtFrame(camera, whole);
  if (box === null) return null;
  const middle = mix(corners[0]!, corners[7]!, 0.5);
  const samples = corners.map((corner) => mix(middle, corner, 0.7));
  return { index, ware, box, visible: shareOf([middle, ...samples], open) };
}

function inFrame(camera: CameraModel, point: WorldPoint): boolean {
  const at = projectToImage(camera, point);
  return at !== null && at.x >= 0 && at.y >= 0 && at.x < camera.width && at.y < camera.height;
}

const samplesOf = ({ a, b }: Bar): readonly WorldPoint[] => [0.1, 0.5, 0.9].map((t) => mix(a, b, t));

const shareOf = (points: readonly WorldPoint[], open: (point: WorldPoint) => boolean): number =>
  points.filter(open).length / points.length;
