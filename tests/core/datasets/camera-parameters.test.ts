import { describe, expect, test } from 'vitest';
import { readCameraParameters } from '#core/datasets/camera-parameters.ts';
import { projectToGround } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';

/** 2.4 m over the floor, level, looking along x. */
const level = `RotationMatrices
0 -1 0
0 0 -1
1 0 0

TranslationVectors
0 2400 0

IntrinsicMatrix
340 0 320
0 340 180
0 0 1
`;

describe('a camera file', () => {
  test('tells where a pixel of the floor lies, in metres', () => {
    const camera = readCameraParameters(level.replaceAll('\n', '\r\n'), 'c.txt');
    // 34 px below the horizon at 340 px of focal length: ten times as far away as the camera is high.
    const fix = projectToGround(camera, imagePoint(320 + 34, 180 + 34), { x: 1, y: 1 })!;
    expect(fix.at.x).toBeCloseTo(24, 9);
    expect(fix.at.y).toBeCloseTo(-2.4, 9);
    expect(camera).toMatchObject({ width: 640, height: 360 });
  });

  test.each([
    ['no heading', level.replace('TranslationVectors', 'Translation'), /c\.txt:1 .*no line “TranslationVectors”/u],
    ['a word', level.replace('2400', 'high'), /c\.txt:7 .*“high” is no number/u],
    ['a number too few', level.replace('0 340 180', '0 340'), /c\.txt:11 .*2 numbers; expected 3/u],
    ['the end too soon', level.slice(0, level.indexOf('0 0 1\n', 60)), /c\.txt:12 .*0 numbers/u],
    ['a mirror that is bent', level.replace('0 0 -1', '0 0 -2'), /c\.txt:1 .*no rotation/u],
    ['no focal length', level.replace('340 0 320', '0 0 320'), /c\.txt:9 .*focal lengths/u],
  ])('is refused with %s, by file and line', (_, text, why) => {
    expect(() => readCameraParameters(text, 'c.txt')).toThrow(why);
  });
});
