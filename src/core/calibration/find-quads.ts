/**
 * Dark shapes with four corners, which may be tags: js-aruco2 thresholds the picture against the mean around each pixel, follows the
 * borders of what is dark, and keeps those that four lines describe.
 *
 * Source: S. Garrido-Jurado et al., *Automatic generation and detection of highly reliable fiducial markers under occlusion*, Pattern
 * Recognition 47 (2014) 2280–2292, §3, of which js-aruco2 is a port.
 */
import aruco from 'js-aruco2';
import cv from 'js-aruco2/src/cv.js';
import type { GreyPicture } from '#core/calibration/grey-picture.ts';
import { type Quad, middleOf } from '#core/calibration/quad.ts';
import { imagePoint } from '#core/geometry/frames.ts';

/** Half the width of what a pixel is compared with, px: small tags need a narrow one, blurred ones a wide one. */
const KERNELS = [2, 5, 11];
/** How much darker than its surroundings a pixel is, of 255. */
const DARKER = 7;
/** px; what is smaller has cells below one pixel. */
const LEAST_SIDE = 6;
/** How far a border may be from its four lines, as a part of its length. */
const BEND = 0.05;

export function findQuads(picture: GreyPicture): readonly Quad[] {
  const { width, height, data } = picture;
  const detector = new aruco.AR.Detector();
  const grey = new cv.CV.Image(width, height, data);
  const found: Quad[] = [];
  for (const kernel of KERNELS) {
    const dark = new cv.CV.Image(0, 0, []);
    cv.CV.adaptiveThreshold(grey, dark, kernel, DARKER);
    const contours = cv.CV.findContours(dark, []);
    const shapes = detector.clockwiseCorners(detector.findCandidates(contours, 4 * LEAST_SIDE, BEND, LEAST_SIDE));
    // A whole pixel stands for its middle.
    for (const shape of shapes) found.push(shape.map(({ x, y }) => imagePoint(x + 0.5, y + 0.5)) as unknown as Quad);
  }
  return withoutTwins(found);
}

/** The same border is found with several kernels, and from its inside and its outside: px between two that are one. */
const TWINS = 1.5;

function withoutTwins(quads: readonly Quad[]): readonly Quad[] {
  const kept: { readonly quad: Quad; readonly x: number; readonly y: number }[] = [];
  for (const quad of quads) {
    const { x, y } = middleOf(quad);
    const twin = kept.some(
      (other) =>
        Math.abs(other.x - x) < TWINS &&
        Math.abs(other.y - y) < TWINS &&
        [0, 1, 2, 3].some((turn) =>
          quad.every((corner, i) => {
            const beside = other.quad[(i + turn) % 4]!;
            return Math.hypot(beside.x - corner.x, beside.y - corner.y) < TWINS;
          }),
        ),
    );
    if (!twin) kept.push({ quad, x, y });
  }
  return kept.map(({ quad }) => quad);
}
