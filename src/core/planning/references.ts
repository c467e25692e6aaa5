/** What the parts of a project say about each other, checked in one place. */
import type { Project } from '#core/planning/project.ts';

export interface BrokenReference {
  /** `planogram.facings[12].gtin` */
  readonly field: string;
  /** What is wrong, to follow the field's name. */
  readonly problem: string;
}

/** @returns Ids given twice and ids that name nothing, in the order of the file; empty when all is well. */
export function brokenReferences(project: Project): readonly BrokenReference[] {
  const plates = project.fixtures.flatMap((fixture) => fixture.shelves.flatMap((shelf) => shelf.plates));
  const ids = {
    camera: new Set(project.cameras.map((camera) => camera.id)),
    plate: new Set(plates.map((plate) => plate.id)),
    sensor: new Set(project.sensors.map((sensor) => sensor.id)),
    sku: new Set(project.skus.map((sku) => sku.gtin)),
  };
  return [
    ...givenTwice(idFields(project)),
    ...named(ids.plate, 'plate', sensorFields(project)),
    ...named(ids.sku, 'SKU', skuFields(project)),
    ...named(ids.plate, 'plate', facingPlateFields(project)),
    ...named(ids.camera, 'camera', clipFields(project)),
    ...named(ids.sensor, 'sensor', readingFields(project)),
  ];
}

interface Mention {
  readonly field: string;
  readonly id: string;
  /** Ids of one space must differ. */
  readonly space: string;
}

function* idFields(project: Project): Iterable<Mention> {
  yield* each(project.plan.zones, 'plan.zones', 'zone');
  yield* each(project.cameras, 'cameras', 'camera');
  yield* each(project.fixtures, 'fixtures', 'fixture');
  for (const [f, fixture] of project.fixtures.entries()) {
    yield* each(fixture.shelves, `fixtures[${f}].shelves`, 'shelf');
    for (const [s, shelf] of fixture.shelves.entries()) {
      yield* each(shelf.plates, `fixtures[${f}].shelves[${s}].plates`, 'plate');
    }
  }
  yield* each(project.sensors, 'sensors', 'sensor');
  for (const [i, { gtin }] of project.skus.entries()) yield { field: `skus[${i}].gtin`, id: gtin, space: 'SKU' };
  yield* each(project.planogram.facings, 'planogram.facings', 'facing');
  yield* each(project.recordings, 'recordings', 'recording');
  for (const { field, id } of readingFields(project))
    yield { field, id, space: `reading of ${field.split('.')[0] ?? ''}` };
}

function* each(items: readonly { readonly id: string }[], at: string, space: string): Iterable<Mention> {
  for (const [i, { id }] of items.entries()) yield { field: `${at}[${i}].id`, id, space };
}

type Field = Omit<Mention, 'space'>;

function* sensorFields(project: Project): Iterable<Field> {
  for (const [i, { plate }] of project.sensors.entries()) yield { field: `sensors[${i}].plate`, id: plate };
}

function* skuFields(project: Project): Iterable<Field> {
  for (const [i, { gtin }] of project.planogram.facings.entries()) {
    if (gtin !== null) yield { field: `planogram.facings[${i}].gtin`, id: gtin };
  }
}

function* facingPlateFields(project: Project): Iterable<Field> {
  for (const [i, { plates }] of project.planogram.facings.entries()) {
    for (const [p, id] of plates.entries()) yield { field: `planogram.facings[${i}].plates[${p}]`, id };
  }
}

function* clipFields(project: Project): Iterable<Field> {
  for (const [r, { clips }] of project.recordings.entries()) {
    for (const [i, { camera }] of clips.entries()) yield { field: `recordings[${r}].clips[${i}].camera`, id: camera };
  }
}

function* readingFields(project: Project): Iterable<Field> {
  for (const [r, { readings }] of project.recordings.entries()) {
    for (const [i, { sensor }] of readings.entries()) {
      yield { field: `recordings[${r}].readings[${i}].sensor`, id: sensor };
    }
  }
}

function* givenTwice(mentions: Iterable<Mention>): Iterable<BrokenReference> {
  const seen = new Map<string, string>();
  for (const { field, id, space } of mentions) {
    const key = `${space}\n${id}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, field);
    else yield { field, problem: `"${id}" is taken: ${first} has it too` };
  }
}

function* named(known: ReadonlySet<string>, what: string, mentions: Iterable<Field>): Iterable<BrokenReference> {
  for (const { field, id } of mentions) {
    if (!known.has(id)) yield { field, problem: `"${id}" is no ${what} of this project` };
  }
}
