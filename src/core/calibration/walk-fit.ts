/**
 * The camera, the delay of its clock and the height of the walker that explain best where a walk over a known floor was seen.
 *
 * A frame in which the walker's place is known says where that place and their head appear. One in which it is not says still
 * that whoever stands there is as tall as everywhere else, which holds the camera where no other one looks.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §7.2 for the geometric error and §A6.8 for robust
 * costs; S. Geman & D. E. McClure, *Statistical Methods for Tomographic Image Reconstruction*, Bull. Int. Stat. Inst. 52 (1987) 5–21,
 * for that of hidden feet; F. Lv, T. Zhao & R. Nevatia, *Camera Calibration from Video of a Walking Human*, IEEE PAMI 28 (2006) 1513–1518, for
 * what a walker's height tells of a camera.
 */
import type { KeptLens } from '#core/calibration/kept-lens.ts';
import { standsAt } from '#core/calibration/walker-height.ts';
import type { FloorWalk } from '#core/calibration/floor-walk.ts';
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import type { Tall } from '#core/fusion/stature.ts';
import { BODY_HEIGHT, bodyEdges } from '#core/fusion/standing-body.ts';
import { cameraOf, cameraUnknowns } from '#core/geometry/calibration-fit.ts';
import type { Box } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { minimise } from '#core/math/levenberg-marquardt.ts';

export interface WalkFit {
  readonly camera: CameraModel;
  /** How late its clock is, s. */
  readonly late: number;
  /** Of the walker, with shoes, m. */
  readonly height: number;
  /** Sum of squares in standard deviations, mistakes held down. */
  readonly cost: number;
}

/** Of a detector's box edge, of the box' height. */
const EDGE_SIGMA = 0.045;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
/** What a camera of a shop has, weakly: the log of its focal length as a share of the width, and its lens. */
const FOCAL = { mean: Math.log(0.7), sigma: 0.5 } as const;
const LENS_SIGMA = 0.05;
const STRAIGHT = { k1: 0, k2: 0 } as const;
/** From so many standard deviations on what is off counts less and less. */
const ODD = 2;
/** A box that ends so many standard deviations and more above the feet ends where something hides them: that says nothing. */
const HIDDEN = 2;
/** Of somebody behind the camera, or beside its lens, in standard deviations. */
const NOWHERE = 30;

const MAX_STEPS = 40;

/** @param lens - What is known of it stays; `null`: its focal length and one coefficient are found with the rest. */
export function fitWalk(
  start: Pick<WalkFit, 'camera' | 'late' | 'height'>,
  walk: FloorWalk,
  boxes: readonly WalkerBox[],
  belief: Tall,
  lens: KeptLens | null,
): WalkFit {
  const first = [...cameraUnknowns(start.camera, lens === null), start.late, start.height];
  const [late, height] = [first.length - 2, first.length - 1];
  const cameraAt = (unknowns: Float64Array): CameraModel => {
    if (lens === null) return cameraOf(start.camera, unknowns);
    if (lens.kind === 'bend') return cameraOf(start.camera, unknowns, lens.bend);
    const { fx, fy, cx, cy, distortion } = lens;
    return { ...cameraOf(start.camera, unknowns, STRAIGHT), fx, fy, cx, cy, distortion };
  };
  const residuals = (unknowns: Float64Array): Float64Array => {
    const camera = cameraAt(unknowns);
    const values = new Float64Array(3 * boxes.length + 3);
    boxes.forEach((box, i) => miss(camera, box, walk, unknowns[late]!, unknowns[height]!, values, 3 * i));
    const at = 3 * boxes.length;
    values[at] = (Math.log(camera.fx / camera.width) - FOCAL.mean) / FOCAL.sigma;
    values[at + 1] = camera.distortion[0] / LENS_SIGMA;
    values[at + 2] = (unknowns[height]! - belief.mean) / belief.sigma;
    return values;
  };
  const { unknowns, cost } = minimise(residuals, first, { maxSteps: MAX_STEPS, tolerance: 1e-5 });
  return {
    camera: cameraAt(unknowns),
    late: unknowns[late]!,
    height: unknowns[height]!,
    cost: 2 * cost,
  };
}

/** Writes three residuals, in standard deviations, held down where they are large. */
function miss(
  camera: CameraModel,
  { time, box }: WalkerBox,
  walk: FloorWalk,
  late: number,
  height: number,
  values: Float64Array,
  at: number,
): void {
  const place = walk.at(time - late);
  const tall = box.y1 - box.y0;
  const headSeen = box.y0 > CUT;
  const feetSeen = box.y1 < camera.height - CUT;
  if (place === null) {
    if (headSeen && feetSeen) values[at] = held(headMiss(camera, box, height));
    return;
  }
  const edges = bodyEdges(camera, { x: place.x, y: place.y, height });
  if (edges === null) {
    values[at] = held(NOWHERE);
    return;
  }
  const sigma = tall * Math.hypot(EDGE_SIGMA, place.sigma / BODY_HEIGHT.mean);
  const wholeWidth = box.x0 > CUT && box.x1 < camera.width - CUT;
  if (wholeWidth) values[at] = held((box.x0 + box.x1 - edges[0] - edges[2]) / 2 / sigma);
  if (headSeen) values[at + 1] = held((box.y0 - edges[1]) / sigma);
  if (feetSeen) values[at + 2] = heldFeet((box.y1 - edges[3]) / sigma);
}

/** How far the head of somebody who stands where the box ends is from where it begins. */
function headMiss(camera: CameraModel, box: Box, height: number): number {
  const at = standsAt(camera, box);
  const edges = at && bodyEdges(camera, { ...at, height });
  return edges === null ? NOWHERE : (box.y0 - edges[1]) / (2 * EDGE_SIGMA * (box.y1 - box.y0));
}

/** Geman and McClure's cost above the feet, Cauchy's below them. */
const heldFeet = (value: number): number => (value < 0 ? value / Math.sqrt(1 + (value / HIDDEN) ** 2) : held(value));

/** Cauchy's cost as the square of what this gives. */
const held = (value: number): number => Math.sign(value) * ODD * Math.sqrt(Math.log1p((value / ODD) ** 2));
