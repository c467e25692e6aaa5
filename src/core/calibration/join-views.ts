/** Cameras that see a sheet in common are brought into one frame, and that onto the plan. */
import {
  type PlacedSheet,
  type SheetPlace,
  cornersOnFloor,
  moved,
  rigidMotion,
} from '#core/calibration/sheet-place.ts';
import type { KnownSheet, Solution } from '#core/calibration/sheet-view.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { multiply } from '#core/geometry/rotation.ts';

export interface Joined {
  /** On the plan; a start to be adjusted. */
  readonly solution: Solution;
  /** Cameras that no chain of common sheets ties to the plan. */
  readonly apart: readonly string[];
}

/** @param alone - Of every camera, in a frame of its own. */
export function joinViews(alone: ReadonlyMap<string, Solution>, known: readonly KnownSheet[]): Joined {
  const cameras = new Map<string, CameraModel>();
  const sheets = new Map<number, PlacedSheet>();
  const apart: string[] = [];
  const left = new Map(alone);
  for (const first of alone.keys()) {
    if (!left.has(first)) continue;
    const group = groupOf(first, left);
    const motion = motionOntoPlan(group, known);
    for (const [camera, model] of group.cameras) {
      left.delete(camera);
      if (motion === null) apart.push(camera);
      else cameras.set(camera, movedCamera(model, motion));
    }
    if (motion !== null) for (const [number, sheet] of group.sheets) sheets.set(number, moved(sheet, motion));
  }
  const printed = [...alone.values()][0]?.printed ?? 1;
  return { solution: { cameras, sheets, printed, odd: new Map() }, apart };
}

/** All that hang together with `first`, in its frame. */
function groupOf(first: string, alone: ReadonlyMap<string, Solution>): Solution {
  const cameras = new Map(alone.get(first)!.cameras);
  const sheets = new Map(alone.get(first)!.sheets);
  for (;;) {
    const shared = ({ sheets: own }: Solution) => [...own.keys()].filter((number) => sheets.has(number));
    const others = [...alone].filter(([camera, solution]) => !cameras.has(camera) && shared(solution).length > 0);
    // Who shares most is placed best.
    const next = others.sort(([, a], [, b]) => shared(b).length - shared(a).length)[0];
    if (next === undefined) return { ...alone.get(first)!, cameras, sheets };
    const [camera, solution] = next;
    const common = shared(solution);
    const motion = motionBetween(
      common.map((number) => solution.sheets.get(number)!),
      common.map((number) => sheets.get(number)!),
    );
    cameras.set(camera, movedCamera(solution.cameras.get(camera)!, motion));
    for (const [number, sheet] of solution.sheets) if (!sheets.has(number)) sheets.set(number, moved(sheet, motion));
  }
}

function motionBetween(from: readonly PlacedSheet[], to: readonly PlacedSheet[]): SheetPlace {
  const corners = (all: readonly PlacedSheet[]) =>
    all.flatMap((sheet) => cornersOnFloor(sheet).map(({ x, y }) => [x, y] as const));
  return rigidMotion(corners(from), corners(to));
}

/** By two known places, or by one with its direction; `null` without. */
function motionOntoPlan({ sheets }: Solution, known: readonly KnownSheet[]): SheetPlace | null {
  const here = known.filter(({ number }) => sheets.has(number));
  if (here.length > 1)
    return rigidMotion(
      here.map(({ number }) => [sheets.get(number)!.x, sheets.get(number)!.y] as const),
      here.map(({ x, y }) => [x, y] as const),
    );
  const [one] = here;
  if (one === undefined || one.angle === null) return null;
  return motionBetween([sheets.get(one.number)!], [{ ...one, angle: one.angle }]);
}

/** The same camera after the floor was turned and shifted below it. */
function movedCamera(camera: CameraModel, { x, y, angle }: SheetPlace): CameraModel {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  // World to camera of the new world: R·Tᵀ, and t − R·Tᵀ·shift.
  const rotation = multiply(camera.rotation, [c, s, 0, -s, c, 0, 0, 0, 1]);
  const move = (row: 0 | 1 | 2) => camera.translation[row] - rotation[3 * row]! * x - rotation[3 * row + 1]! * y;
  return { ...camera, rotation, translation: [move(0), move(1), move(2)] };
}
