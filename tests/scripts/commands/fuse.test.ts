import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readWorldTable } from '#core/datasets/world-table.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { fuseCommand } from '../../../scripts/commands/fuse.ts';
import { bodyBox } from '../../support/body-box.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { matrixOf } from '../../support/projection-matrix.ts';
import { folder, written } from '../../support/score-command.ts';

/** A room of 6 m × 4 m, seen from two of its corners. */
const cameras: Readonly<Record<string, CameraModel>> = {
  Cam_1: ceilingCamera({ at: [0, 0, 2.4], pan: Math.PI / 5, tilt: 0.5 }),
  Cam_2: ceilingCamera({ at: [6, 4, 2.4], pan: Math.PI / 5 - Math.PI, tilt: 0.5 }),
};
const described = {
  P: Object.fromEntries(Object.entries(cameras).map(([name, camera]) => [name, matrixOf(camera)])),
  image_size: [640, 360],
  fps: 10,
  room: [6, 4, 2.5],
};

/** Ann walks along the room, Bob across it; both 1.75 m tall. */
const people = [
  (frame: number) => ({ x: 2 + 0.06 * frame, y: 1.2 }),
  (frame: number) => ({ x: 3.6, y: 3.2 - 0.02 * frame }),
];

function detections(camera: CameraModel, separator: string, score = '-1'): string {
  const rows: string[] = [];
  for (let frame = 1; frame <= 30; frame++) {
    for (const at of people) {
      const { x0, y0, x1, y1 } = bodyBox(camera, { ...at(frame), height: 1.75 })!;
      rows.push([frame, -1, x0, y0, x1 - x0, y1 - y0, score, -1, -1, -1].join(separator));
    }
  }
  return `${rows.join('\n')}\n`;
}

const good = {
  'cameras.json': JSON.stringify(described),
  'det/DET_walk_Cam1.txt': detections(cameras['Cam_1']!, ' '),
  'det/DET_walk_Cam2.txt': detections(cameras['Cam_2']!, ','),
  'det/GT_WORLD_CENTROID.txt': 'not one of them',
};

/** Of a folder of files. @returns Where it writes, and its arguments. */
function asked(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const root = folder(files);
  const out = join(root, 'out/fused.txt');
  const args = ['--cameras', join(root, 'cameras.json'), '--detections', join(root, 'det'), '--out', out, ...more];
  return { out, args };
}

describe('cli fuse', () => {
  const { out, args } = asked(good);
  let said: string;
  beforeAll(async () => ({ stdout: said } = await written(fuseCommand, ...args)));

  test('two people whom two cameras see are two, each with one id and where they walk', () => {
    const [frame, id, , , , , , x, y] = readWorldTable(readFileSync(out, 'utf8'), out).columns;
    expect(JSON.parse(said)).toEqual({ cameras: 2, fps: 10, frames: 30, rows: frame!.length, ids: 2 });
    expect(frame!.length).toBeGreaterThan(40);
    frame!.forEach((at, row) => {
      const near = people.map((person) => Math.hypot(x![row]! - person(at).x, y![row]! - person(at).y));
      expect(Math.min(...near)).toBeLessThan(0.25);
      // Whoever has an id keeps it.
      expect(near.indexOf(Math.min(...near))).toBe(near.length - (id![row] === id![frame!.length - 1] ? 1 : 2));
    });
  });

  test('follows people by what they look like too, when somebody tells, and says what is missing', async () => {
    const looks = (of: string) => {
      const rows = good[`det/DET_walk_${of.replace('_', '')}.txt` as keyof typeof good].trim().split('\n');
      const boxes = rows.map((row) => row.split(/[\s,]+/u).map(Number)) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ][];
      const detections = boxes.map(([frame, , left, top, wide, high]) => [
        frame,
        left,
        top,
        left + wide,
        top + high,
        0.9,
      ]);
      // Ann's vector and Bob's, by turns.
      const vectors = Float32Array.from(detections.flatMap((_, i) => (i % 2 === 0 ? [3, 0.1] : [0.2, 2])));
      return { json: JSON.stringify({ embedding_dim: 2, detections }), f32: Buffer.from(vectors.buffer) };
    };
    const { out: to, args: given } = asked(good);
    const root = join(to, '../..');
    mkdirSync(join(root, 'looks'));
    for (const of of ['Cam_1', 'Cam_2']) {
      const { json, f32 } = looks(of);
      writeFileSync(join(root, `looks/${of}.json`), json);
      writeFileSync(join(root, `looks/${of}.f32`), f32);
    }
    const { stdout } = await written(fuseCommand, ...given, '--appearance', join(root, 'looks'));
    expect(JSON.parse(stdout)).toMatchObject({ frames: 30, ids: 2 });

    // Where there are no other detections the boxes of the vectors are.
    const ofThem = [...given.map((word) => (word === join(root, 'det') ? join(root, 'looks') : word))];
    const alone = await written(fuseCommand, ...ofThem, '--appearance', join(root, 'looks'));
    expect(JSON.parse(alone.stdout)).toEqual(JSON.parse(stdout));

    writeFileSync(join(root, 'looks/Cam_2.f32'), looks('Cam_2').f32.subarray(4));
    const short = written(fuseCommand, ...given, '--appearance', join(root, 'looks'));
    await expect(short).rejects.toThrow(/Cam_2\.f32 has 476 bytes; expected 480, 60 vectors of 2 float32/u);
    writeFileSync(join(root, 'looks/Cam_1.json'), looks('Cam_1').json.replace('[30,', '[3000000,'));
    await expect(written(fuseCommand, ...ofThem)).rejects.toThrow(
      /Cam_1\.json.*detections\[58\] is of frame 3000000; expected 108030 at the most: the one before it is 30/u,
    );
    writeFileSync(join(root, 'looks/Cam_1.json'), looks('Cam_1').json);
    rmSync(join(root, 'looks/Cam_2.json'));
    await expect(written(fuseCommand, ...ofThem)).rejects.toThrow(
      /has no detections of Cam_2\. Expected a file called Cam_2\.json/u,
    );
    const gone = written(fuseCommand, ...given, '--appearance', join(root, 'looks'));
    await expect(gone).rejects.toThrow(/has nothing of Cam_2\. Expected Cam_2\.json and Cam_2\.f32 in it/u);
  });

  test('refuses a frame number far behind all others, which would be days of an empty room', async () => {
    const mistyped = good['det/DET_walk_Cam1.txt'].replace('\n30 ', '\n3000000 ');
    const asking = asked({ ...good, 'det/DET_walk_Cam1.txt': mistyped });
    await expect(written(fuseCommand, ...asking.args)).rejects.toThrow(
      /DET_walk_Cam1\.txt:59.*“3000000”; expected 108030 at the most: the one before it is 30/u,
    );
  });

  test('writes metres as score world reads them: ten columns apart by blanks', () => {
    expect(readFileSync(out, 'utf8')).toMatch(/^(\d+ \d+ -1 -1 -1 -1 -1 -?\d+\.\d{4} -?\d+\.\d{4} 0\n)+$/u);
  });

  test('takes --fps before what the file says, and follows outside its room nobody', async () => {
    const small = { ...described, tracking_area: { x: [0, 3], y: [0, 4] } };
    const asking = asked({ ...good, 'cameras.json': JSON.stringify(small) }, '--fps', '12.5');
    const { stdout } = await written(fuseCommand, ...asking.args);
    expect(JSON.parse(stdout)).toMatchObject({ fps: 12.5, ids: 1 });
  });

  test('a camera that saw nobody says nothing', async () => {
    const { args: given } = asked({ ...good, 'det/DET_walk_Cam2.txt': '' });
    const { stdout } = await written(fuseCommand, ...given);
    expect(JSON.parse(stdout)).toMatchObject({ cameras: 2, frames: 30 });
  });

  test('a score of -1 is an unknown one; a low one is low', async () => {
    const unsure = detections(cameras['Cam_1']!, ' ', '0.05');
    const asking = asked({
      ...good,
      'det/DET_walk_Cam1.txt': unsure,
      'det/DET_walk_Cam2.txt': detections(cameras['Cam_2']!, ',', '0.05'),
    });
    const { stdout } = await written(fuseCommand, ...asking.args);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 0, ids: 0 });
  });
});

describe('is refused in words, and nothing is written', () => {
  const one = described.P['Cam_1']!;
  const withMatrix = (matrix: unknown) => ({
    ...good,
    'cameras.json': JSON.stringify({ ...described, P: { ...described.P, Cam_1: matrix } }),
  });
  /** Seen in a mirror: x of the picture runs to the left. */
  const mirrored = [one[0]!.map((value, c) => 639 * one[2]![c]! - value), one[1], one[2]];
  const upsideDown = one.map(([x, y, z, w]) => [x, y, -z, w]);
  const { 'det/DET_walk_Cam2.txt': second, ...alone } = good;

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a camera without a file', alone, /has no detections of Cam_2\. Expected a file called DET_<name>_Cam2\.txt/u],
    [
      'a file without a camera',
      { ...good, 'det/DET_walk_Cam3.txt': second },
      /DET_walk_Cam3\.txt is of Cam_3, which .*cameras\.json does not have: P has Cam_1, Cam_2/u,
    ],
    ['two recordings in one folder', { ...good, 'det/DET_run_Cam2.txt': second }, /are both of Cam_2/u],
    [
      'a folder without detections',
      { 'cameras.json': good['cameras.json'], 'det/a.txt': '' },
      /has no detections\. E/u,
    ],
    [
      'too few columns',
      { ...good, 'det/DET_walk_Cam2.txt': '1 -1 10 20 30 40 1\n2 -1 10 20 30\n' },
      /Cam2\.txt:2 .*it has 5 columns; expected 7 to 13/u,
    ],
    ['a word', { ...good, 'det/DET_walk_Cam2.txt': '1,-1,10,20,wide,40,1' }, /Cam2\.txt:1 .*column 5 \(width\)/u],
    ['no number', { ...good, 'det/DET_walk_Cam2.txt': '1,-1,NaN,20,30,40,1' }, /column 3 \(left\) is “NaN”/u],
    [
      'a score of 60',
      { ...good, 'det/DET_walk_Cam2.txt': '1,-1,10,20,30,40,60' },
      /column 7 \(conf\) is “60”; expected/u,
    ],
    ['frame 0', { ...good, 'det/DET_walk_Cam2.txt': '0,-1,10,20,30,40,1' }, /column 1 \(frame\) is “0”/u],
    ['a frame of four days later', { ...good, 'det/DET_walk_Cam2.txt': '99999999,-1,1,2,3,4,1' }, /is “99999999”/u],
    ['no JSON', { ...good, 'cameras.json': '{"P":' }, /cameras\.json:1:6 is not .*JSON/u],
    ['no cameras', { ...good, 'cameras.json': '{"P":{}}' }, /P is .*at least one camera/u],
    ['a matrix of two rows', withMatrix(one.slice(0, 2)), /P\.Cam_1/u],
    [
      'a matrix with a word in it',
      withMatrix([one[0], ['a', 0, 0, 1], one[2]]),
      /P\.Cam_1\[1\]\[0\] is “a”; expected a number/u,
    ],
    ['a matrix of nothing', withMatrix([one[0], one[0], one[2]]), /P\.Cam_1 is no camera’s/u],
    ['a mirrored matrix', withMatrix(mirrored), /P\.Cam_1 looks up with its picture upside down: it is mirrored/u],
    [
      'one of a room nobody knows, whose x and y are exchanged',
      {
        ...good,
        'cameras.json': JSON.stringify({
          P: { ...described.P, Cam_1: one.map(([x, y, z, w]) => [y, x, z, w]) },
          image_size: described.image_size,
        }),
      },
      /P\.Cam_1 looks up with its picture upside down: it is mirrored; expected right-handed axes/u,
    ],
    [
      'a matrix that counts from the middle of the picture, without the size of one',
      {
        ...good,
        'cameras.json': JSON.stringify({
          P: {
            ...described.P,
            Cam_1: one.map((row, r) => row.map((value, c) => value - [320, 180, 0][r]! * one[2]![c]!)),
          },
          room: described.room,
        }),
      },
      /P\.Cam_1 has its principal point at -?\d\.\d\d, -?\d\.\d\d; expected pixels, or "image_size"/u,
    ],
    ['a floor above the camera', withMatrix(upsideDown), /P\.Cam_1 has its camera 2\.40 m below the floor/u],
  ])('%s', async (_, files, why) => {
    const { out, args } = asked(files);
    await expect(written(fuseCommand, ...args)).rejects.toMatchObject({
      code: 'dataset/malformed',
      message: expect.stringMatching(why) as string,
    });
    expect(existsSync(out)).toBe(false);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /--cameras is missing/u],
    ['a frame rate of nothing', [...asked(good).args, '--fps', '0'], /--fps is “0”/u],
    ['a folder as output', [...asked(good).args, '--out', '/'], /--out: \/ is a folder; expected a file/u],
    [
      'a file of detections',
      [...asked(good).args, '--detections', import.meta.filename],
      /is a file; expected a folder/u,
    ],
  ])('an option: %s', async (_, args, why) => {
    const answer = written(fuseCommand, ...args);
    await expect(answer).rejects.toMatchObject({ code: 'cli/usage', message: expect.stringMatching(why) as string });
  });
});
