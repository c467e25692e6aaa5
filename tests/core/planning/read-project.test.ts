import { describe, expect, test } from 'vitest';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readProject } from '#core/planning/read-project.ts';
import { CRISPS, tinyProject } from '../../support/tiny-project.ts';

const FILE = 'project.json';

/** The project after a JSON round trip, with one field changed: `at` is a path such as `skus.0.price`. */
function changed(at: string, value: unknown): unknown {
  const json: unknown = JSON.parse(JSON.stringify(tinyProject()));
  const keys = at.split('.');
  const last = keys.pop()!;
  let parent = json as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return json;
}

function refusal(json: unknown): WorkbenchError {
  try {
    readProject(json, FILE);
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
  throw new Error('the project was accepted');
}

test('the tiny shop is read as it was written', () => {
  expect(readProject(JSON.parse(JSON.stringify(tinyProject())), FILE)).toEqual(tinyProject());
});

describe('a malformed project is refused with file, field and what was expected', () => {
  test.each([
    ['plan', undefined, 'project.json: plan is missing.'],
    ['name', 7, 'project.json: name should be string, but is 7.'],
    ['cameras.0.intrinsics.fx', '320', 'project.json: cameras[0].intrinsics.fx should be number, but is "320".'],
    ['cameras.0.intrinsics.fx', -1, 'project.json: cameras[0].intrinsics.fx should be >0, but is -1.'],
    ['cameras.0.pose.rotation', [1, 0, 0], 'project.json: cameras[0].pose.rotation should be 9, but is 3.'],
    ['skus.0.price', 2.5, 'project.json: skus[0].price'],
    ['skus.1.colour', 'blue', 'project.json: skus[1].colour is no field of this format.'],
    ['skus.0.picture', '../crisps.webp', 'skus[0].picture is not a path inside the project'],
    ['skus.0.picture', 'crisps.svg', 'skus[0].picture is not a .webp, .png or .jpg file'],
    ['plan.zones.0.purpose', 'garage', 'project.json: plan.zones[0].purpose should be '],
    ['format', 'other', 'project.json: format should be "openaisle-project", but is "other".'],
    ['recordings.0.clips.0.path', '../cam1.webm', 'recordings[0].clips[0].path is not a path inside the project'],
    ['recordings.0.clips.0.path', '/etc/passwd', 'recordings[0].clips[0].path is not a path inside the project'],
    ['recordings.0.clips.0.path', 'C:/cam1.webm', 'recordings[0].clips[0].path is not a path inside the project'],
    ['recordings.0.labels', 'a\\b', 'recordings[0].labels is not a path inside the project'],
  ])('%s = %j', (at, value, message) => {
    const error = refusal(changed(at, value));
    expect(error.code).toBe('project/malformed');
    expect(error.message).toContain(message);
    expect(error.details['file']).toBe(FILE);
  });

  test.each([[null], [42], ['text'], [[]]])('%j is no project', (json) => {
    expect(refusal(json).code).toBe('project/malformed');
  });
});

describe('a newer version is told from a broken project', () => {
  test('whatever else the file holds', () => {
    const error = refusal({ format: 'openaisle-project', version: 2, shape: 'unknown' });
    expect(error.code).toBe('project/newer-version');
    expect(error.message).toContain('project.json: version 2');
  });

  test('but another format is not a newer version of ours', () => {
    expect(refusal({ format: 'shop-planner', version: 9 }).code).toBe('project/malformed');
  });
});

describe('parts that name each other', () => {
  test.each([
    ['planogram.facings.1.gtin', '123', 'project.json: planogram.facings[1].gtin "123" is no SKU of this project.'],
    ['planogram.facings.0.plates.1', 'p9', 'planogram.facings[0].plates[1] "p9" is no plate of this project.'],
    ['sensors.2.plate', 'p9', 'sensors[2].plate "p9" is no plate of this project.'],
    ['recordings.0.clips.0.camera', 'cam9', 'recordings[0].clips[0].camera "cam9" is no camera of this project.'],
    ['recordings.0.readings.3.sensor', 's9', 'recordings[0].readings[3].sensor "s9" is no sensor of this project.'],
    ['skus.1.gtin', CRISPS, `skus[1].gtin "${CRISPS}" is taken: skus[0].gtin has it too`],
    ['plan.zones.1.id', 'entry', 'plan.zones[1].id "entry" is taken: plan.zones[0].id has it too.'],
    ['fixtures.0.shelves.0.plates.2.id', 'f1-s1-p1', 'fixtures[0].shelves[0].plates[2].id "f1-s1-p1" is taken'],
    ['sensors.1.id', 'f1-s1-p1', 'sensors[1].id "f1-s1-p1" is taken: sensors[0].id has it too'],
    ['planogram.facings.2.id', 'a', 'planogram.facings[2].id "a" is taken: planogram.facings[0].id has it too.'],
    ['recordings.0.readings.1.sensor', 'f1-s1-p1', 'recordings[0].readings[1].sensor "f1-s1-p1" is taken'],
  ])('%s = %j', (at, value, message) => {
    const error = refusal(changed(at, value));
    expect(error.code).toBe('project/malformed');
    expect(error.message).toContain(message);
  });

  test('an id may serve a sensor and its plate, and two recordings', () => {
    const project = tinyProject();
    const recordings = [project.recordings[0]!, { ...project.recordings[0]!, id: 'tuesday' }];
    expect(readProject({ ...project, recordings }, FILE).recordings).toHaveLength(2);
  });
});

describe('keys that mean something to JavaScript do no harm', () => {
  test.each(['__proto__', 'constructor', 'toString'])('%s as a field', (key) => {
    const text = JSON.stringify(tinyProject()).replace('{', `{"${key}":{"polluted":true},`);
    const json: unknown = JSON.parse(text);
    expect(refusal(json).message).toBe(`project.json: ${key} is no field of this format.`);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('__proto__ as an id is an id', () => {
    const project = tinyProject();
    const facing = { id: '__proto__', gtin: '__proto__', plates: ['f1-s1-p4'] };
    const read = readProject(
      {
        ...project,
        skus: [...project.skus, { ...project.skus[0]!, gtin: '__proto__' }],
        planogram: { version: '1', facings: [...project.planogram.facings, facing] },
      },
      FILE,
    );
    expect(read.planogram.facings.at(-1)).toEqual(facing);
  });
});
