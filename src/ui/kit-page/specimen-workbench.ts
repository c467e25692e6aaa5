/** A page of its own behind each example: the real one, over rooms in which nothing is and nothing happens. */
import type { Scoring } from '#app/compare/scoring.svelte.ts';
import type { Rooms } from '#app/desk.ts';
import type { ModelSpeed } from '#app/speed/model-speed.svelte.ts';
import { Workbench } from '#app/workbench.svelte.ts';

/** Whatever is asked for is given up at once, which is no failure: see `isAbort`. */
const nothing = (): Promise<never> => Promise.reject(new DOMException('an example does nothing', 'AbortError'));

const emptyRoom = (known: object): object =>
  new Proxy(known, { get: (room, name): unknown => (name in room ? Reflect.get(room, name) : nothing) });

class SpecimenWorkbench extends Workbench {
  /** Files that are let go over an example are looked at by nobody. */
  override receive(): Promise<void> {
    return Promise.resolve();
  }

  override runDemo(): Promise<void> {
    return Promise.resolve();
  }

  /** Nothing is fetched for an example, and none is used. */
  override download(): void {}

  override useModel(): void {}
}

interface Specimen {
  readonly readOnly?: boolean;
  readonly models?: Workbench['models']['all'];
  readonly scoring?: Scoring;
  /** Of its detector. */
  readonly measurement?: ModelSpeed['measurement'];
}

export function specimenWorkbench({
  readOnly = false,
  models = [],
  scoring,
  measurement = null,
}: Specimen = {}): Workbench {
  const store = emptyRoom({
    turn: { mine: () => true, came: new Promise(() => undefined) },
    loadPoster: () => Promise.resolve(null),
    setups: emptyRoom({}),
  });
  const speeds = emptyRoom({ all: () => Promise.resolve(measurement === null ? [] : [measurement]) });
  const startPerceiver = () => ({
    machine: () => Promise.resolve(measurement?.machine),
    [Symbol.dispose]: () => undefined,
  });
  const rooms = emptyRoom({ store, speeds, startPerceiver, models: emptyRoom({}) }) as Rooms;
  const workbench = new SpecimenWorkbench(rooms);
  workbench.readOnly = readOnly;
  workbench.models.all = models;
  return scoring === undefined ? workbench : Object.assign(workbench, { scoring });
}

/** A detector that is on this device. */
export const specimenModel = {
  name: 'yolox_nano_416.onnx',
  kind: 'detector',
  entry: null,
  size: 3_657_728,
  sha256: '0'.repeat(64),
} as const;
