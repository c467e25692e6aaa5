import { describe, expect, test } from 'vitest';
import { type FoundSheet, findTags } from '#core/calibration/find-tags.ts';
import { type GreyPicture } from '#core/calibration/grey-picture.ts';
import { type PlacedSheet, cornersOnFloor } from '#core/calibration/sheet-place.ts';
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { pictureOfSheets } from '../../support/sheet-pictures.ts';

const camera = ceilingCamera({
  at: [0.1, 0.1, 2.6],
  pan: 0.6,
  tilt: 0.55,
  focal: 640,
  width: 896,
  height: 504,
  distortion: [-0.06, 0, 0, 0, 0],
});
const sheets: readonly PlacedSheet[] = [
  { number: 1, x: 2, y: 1.2, angle: 0.4 },
  { number: 2, x: 3.2, y: 2.6, angle: 2 },
  { number: 3, x: 3.9, y: 1.9, angle: 4 },
  { number: 24, x: 3, y: 1.5, angle: 5.5 },
];

/** How far its corners are from where the camera sees them, px. */
function offOf(from: CameraModel, sheet: PlacedSheet, found: FoundSheet): readonly number[] {
  return cornersOnFloor(sheet).map((corner, i) => {
    const at = projectToImage(from, corner)!;
    return Math.hypot(at.x - found.quad[i]!.x, at.y - found.quad[i]!.y);
  });
}

describe('sheets in a picture', () => {
  const picture = pictureOfSheets({ camera, sheets });
  const { sheets: found, foreign } = findTags(picture);

  test('are found each once, by the numbers on them, however they are turned', () => {
    expect(found.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 24]);
    expect(foreign).toEqual([]);
  });

  test('have their corners, from the top left one on, to a quarter of a pixel, and know how sure that is', () => {
    for (const sheet of sheets) {
      const seen = found.find(({ number }) => number === sheet.number)!;
      const off = offOf(camera, sheet, seen);
      expect(Math.max(...off)).toBeLessThan(0.3);
      expect(Math.max(...off)).toBeLessThan(6 * Math.hypot(seen.sigma, 0.02));
    }
  });

  test('are not found when something covers a part of them', () => {
    const covered = covering(picture, sheets[0]!, 0.45);
    expect(findTags(covered).sheets.map(({ number }) => number)).not.toContain(1);
  });

  test('are found in the dark too, and nothing is found in noise', () => {
    const dark = { ...picture, data: picture.data.map((light) => 8 + light / 4) };
    expect(findTags(dark).sheets.length).toBeGreaterThanOrEqual(3);
    const empty = pictureOfSheets({ camera, sheets: [], noise: 25 });
    expect(findTags(empty)).toEqual({ sheets: [], foreign: [] });
  });
});

/** Something grey over the left part of a sheet. @param share - Of its width. */
function covering(picture: GreyPicture, sheet: PlacedSheet, share: number): GreyPicture {
  const corners = cornersOnFloor(sheet, 1.2).map((corner) => projectToImage(camera, corner)!);
  const [left, right] = [Math.min(...corners.map(({ x }) => x)), Math.max(...corners.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...corners.map(({ y }) => y)), Math.max(...corners.map(({ y }) => y))];
  const data = picture.data.map((light, i) => {
    const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
    return x >= left && x <= left + share * (right - left) && y >= top && y <= bottom ? 128 : light;
  });
  return { ...picture, data };
}
