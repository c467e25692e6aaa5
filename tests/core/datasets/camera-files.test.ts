/** Cameras as other programs write them. */
import { describe, expect, it } from 'vitest';
import { readCameraFiles } from '#core/datasets/camera-files.ts';

const YAML = `%YAML:1.0
---
calibration_time: "Thu 26 Nov 2026 10:00:00"   # by hand
image_width: 1280
image_height: 720
camera_matrix: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 9.5e+02, 0., 6.4100000000000000e+02, 0.,
       9.51e+02, 3.62e+02, 0., 0., 1. ]
distortion_coefficients: !!opencv-matrix
   rows: 5
   cols: 1
   dt: d
   data: [ -1.2e-01, 3.0e-02, 1.0e-03, -2.0e-03, 0. ]
rvec: [ 2.2, 0., 0. ]
tvec: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ -2000., 1500., 1800. ]
`;

const read = (text: string, file = 'cameras.yml') => readCameraFiles([{ file, text }]);

describe('OpenCV’s YAML', () => {
  it('gives lens, size and place', () => {
    const [camera] = read(YAML, 'door.yml');
    expect(camera).toMatchObject({ name: 'door', size: { width: 1280, height: 720 } });
    expect(camera!.lens).toEqual({ fx: 950, fy: 951, cx: 641, cy: 362, distortion: [-0.12, 0.03, 0.001, -0.002, 0] });
    expect(camera!.pose.translation).toEqual([-2000, 1500, 1800]);
    expect(camera!.pose.rotation[4]).toBeCloseTo(Math.cos(2.2), 12);
  });

  it('may have several cameras, as a list or by their names', () => {
    const one = (name: string) =>
      `K: [[900, 0, 640], [0, 900, 360], [0, 0, 1]]\nR: [[1,0,0],[0,0,-1],[0,1,0]]\nT: [0, 2, 3]\nname: ${name}`;
    const item = (name: string) => `  - ${one(name).replaceAll('\n', '\n    ')}`;
    const list = `cameras:\n${item('left')}\n${item('right')}`;
    expect(read(list).map(({ name }) => name)).toEqual(['left', 'right']);
    const bare = one('x').replace('\nname: x', '').replaceAll('\n', '\n  ');
    const named = `left:\n  ${bare}\nright:\n  ${bare}`;
    expect(read(named).map(({ name }) => name)).toEqual(['left', 'right']);
  });

  it.each([
    [
      'a matrix that lacks a number',
      YAML.replace('0., 0., 1. ]', '0., 0. ]'),
      /cameras\.yml:10: camera_matrix\.data has 8 numbers; expected 9/u,
    ],
    [
      'a word among numbers',
      YAML.replace('3.62e+02', 'abc'),
      /cameras\.yml:11: camera_matrix\.data has “abc”; expected numbers/u,
    ],
    ['a bracket left open', YAML.replace('1800. ]', '1800.'), /cameras\.yml:23: the bracket of line 22 is not closed/u],
    ['a key given twice', `${YAML}image_width: 640\n`, /cameras\.yml:23: “image_width” stands there a second time/u],
    ['an anchor', YAML.replace('[ 2.2', '&a [ 2.2'), /cameras\.yml:17: has an anchor/u],
    ['no size of a picture', YAML.replace('1280', 'wide'), /cameras\.yml:4: image_width is no size/u],
    ['a place without a direction', YAML.replace(/rvec.*\n/u, ''), /tvec stands there without a rotation/u],
    [
      'a line that is nothing',
      YAML.replace('rvec: [', 'rvec ['),
      /cameras\.yml:17: “rvec \[ 2\.2, 0\., 0\. \]” is no “name: value”/u,
    ],
  ])('names file, line and field of %s', (_, text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});

describe('lenses and turns that cannot be', () => {
  const json = (part: object) =>
    JSON.stringify(
      {
        K: [
          [900, 0, 640],
          [0, 900, 360],
          [0, 0, 1],
        ],
        R: [
          [1, 0, 0],
          [0, 0, -1],
          [0, 1, 0],
        ],
        T: [0, 2, 3],
        ...part,
      },
      null,
      1,
    );

  it.each([
    ['a fisheye’s', { D: [0.1, 0, 0, 0], distortion_model: 'equidistant' }, /fisheye lens \(“equidistant”\)/u],
    ['OpenCV’s mark of a fisheye', { fisheye_model: 1 }, /fisheye/u],
    ['the rational model', { D: [0.1, 0, 0, 0, 0, 0.2, 0, 0] }, /k4 to k6/u],
    ['six coefficients', { D: [0, 0, 0, 0, 0, 0] }, /has 6 numbers; expected k1, k2, p1, p2, k3/u],
    [
      'a mirrored rotation',
      {
        R: [
          [1, 0, 0],
          [0, 0, 1],
          [0, 1, 0],
        ],
      },
      /R is mirrored.*signs of that column/u,
    ],
    [
      'rows that are not at right angles',
      {
        R: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 1, 1],
        ],
      },
      /no rotation/u,
    ],
    [
      'a transposed matrix',
      {
        K: [
          [900, 0, 0],
          [0, 900, 0],
          [640, 360, 1],
        ],
      },
      /transposed/u,
    ],
    [
      'no focal length',
      {
        K: [
          [0, 0, 640],
          [0, 900, 360],
          [0, 0, 1],
        ],
      },
      /fx and fy must be greater than 0/u,
    ],
    [
      'skewed pixels',
      {
        K: [
          [900, 90, 640],
          [0, 900, 360],
          [0, 0, 1],
        ],
      },
      /right angles/u,
    ],
  ])('%s is refused in words', (_, part, words) => {
    expect(() => read(json(part), 'cam.json')).toThrow(words);
  });

  it('a mirrored rotation has a code of its own, whose words say what to do', () => {
    const R = [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ];
    expect(() => read(json({ R }), 'cam.json')).toThrow(expect.objectContaining({ code: 'camera-file/mirrored' }));
  });

  it('eight coefficients of which the last are 0 are the ordinary model', () => {
    const [camera] = read(json({ D: [0.1, -0.2, 0, 0, 0.3, 0, 0, 0] }), 'cam.json');
    expect(camera!.lens.distortion).toEqual([0.1, -0.2, 0, 0, 0.3]);
  });

  it('a lens without a place says what is missing', () => {
    expect(() => read('K: [[900, 0, 640], [0, 900, 360], [0, 0, 1]]', 'lens.yml')).toThrow(
      /lens\.yml says how the lens is, but not where the camera hangs/u,
    );
    expect(() => read('{"a": 1}', 'other.json')).toThrow(/nothing in other\.json has a name that cameras have/u);
  });
});

describe('XML', () => {
  const intr = (fx: number) => `<?xml version="1.0"?>
<opencv_storage>
<camera_matrix type_id="opencv-matrix">
  <rows>3</rows><cols>3</cols><dt>d</dt>
  <data>${fx} 0.0 960 0.0 1700 540 0.0 0.0 1.0</data></camera_matrix>
<distortion_coefficients type_id="opencv-matrix"><rows>5</rows><cols>1</cols><dt>d</dt>
  <data>0 0 0 0 0</data></distortion_coefficients>
</opencv_storage>`;
  const extr =
    '<opencv_storage><!-- cm -->\n<rvec>\n 1.76 0.47 -0.33\n</rvec><tvec>-525.9 45.4 986.7</tvec></opencv_storage>';

  it('is put together from halves of the same name', () => {
    const cameras = readCameraFiles([
      { file: 'calib/intr_door.xml', text: intr(1743) },
      { file: 'calib/intr_till.xml', text: intr(1700) },
      { file: 'calib/extr_till.xml', text: extr },
      { file: 'calib/extr_door.xml', text: extr },
    ]);
    expect(cameras.map(({ name, lens }) => [name, lens.fx])).toEqual([
      ['till', 1700],
      ['door', 1743],
    ]);
    expect(cameras[0]!.pose.translation).toEqual([-525.9, 45.4, 986.7]);
  });

  it('two lenses of one camera are both there to choose from', () => {
    const cameras = readCameraFiles([
      { file: 'zero/intr_door.xml', text: intr(1743) },
      { file: 'original/intr_door.xml', text: intr(1700) },
      { file: 'extr_door.xml', text: extr },
    ]);
    expect(cameras.map(({ name }) => name)).toEqual(['door (zero/intr_door.xml)', 'door (original/intr_door.xml)']);
  });

  it('halves without a name in common are told apart', () => {
    const halves = [
      { file: 'intr_a.xml', text: intr(1700) },
      { file: 'intr_b.xml', text: intr(1700) },
      { file: 'extr_c.xml', text: extr },
    ];
    expect(() => readCameraFiles(halves)).toThrow(/have no name in common/u);
  });

  it.each([
    ['an element left open', '<a>\n<b>\n1</a>', /cam\.xml:3: <\/a> closes nothing/u],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]>\n<a/>', /cam\.xml:1: “<!DOCTYPE/u],
    ['an empty file', '<?xml version="1.0"?>', /cam\.xml:1: it is empty/u],
  ])('names the line of %s', (_, text, words) => {
    expect(() => read(text, 'cam.xml')).toThrow(words);
  });
});

describe('projection matrices', () => {
  const rows = [
    [502.461510027318, -1310.1236730897517, -434.06001481596894, 4790.022687335955],
    [2.302193277906436, -12.187600205884303, -1232.456153112661, 2729.347867994681],
    [0.8490405373584805, -0.27104842275842733, -0.4535007369808688, 1.6260791263256302],
  ];

  it('are a JSON object by names, with one size for all', () => {
    const [camera] = read(JSON.stringify({ image_size: [1920, 1024], P: { Cam_1: rows } }), 'cameras.json');
    expect(camera).toMatchObject({ name: 'Cam_1', size: { width: 1920, height: 1024 } });
  });

  it('are twelve numbers', () => {
    const [camera] = read(rows.map((row) => row.join(' ')).join('\n'), 'Cam_1.txt');
    expect(camera!.name).toBe('Cam_1');
    expect(camera!.lens.fx).toBeGreaterThan(1000);
  });

  it('that are none are refused', () => {
    expect(() => read(JSON.stringify({ P: [rows[0], rows[0], rows[2]] }), 'p.json')).toThrow(
      /p\.json:1: P is no projection matrix/u,
    );
    expect(() => read('1 2 3 4 5', 'p.txt')).toThrow(/p\.txt:1: the matrix has 5 numbers; expected 12/u);
  });
});
