/**
 * What was measured of each model on this device, under the model's SHA-256 and the machine as it was then. In a database
 * of its own: losing it costs three seconds.
 */
import { type DBSchema, openDB } from 'idb';
import { type Machine, machineKey } from '#core/speed/machine.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface Measurement {
  /** Of the model's file. */
  readonly sha256: string;
  readonly machine: Machine;
  readonly rows: readonly SpeedRow[];
  /** ms since 1970 */
  readonly measuredAt: number;
}

export interface SpeedStore {
  /** Takes the place of what was measured before on the same machine, and of what no machine like this will ask for again. */
  keep(measurement: Measurement): Promise<void>;
  /** @returns What was measured on a machine like this; `null` when the browser, the graphics or the app is another now. */
  find(sha256: string, machine: Machine): Promise<Measurement | null>;
  /** @returns All of a model, whatever the machine, newest first. */
  all(sha256: string): Promise<readonly Measurement[]>;
  /** Everything of a model. */
  forget(sha256: string): Promise<void>;
  close(): void;
}

type Stored = Measurement & { readonly key: string };

interface SpeedSchema extends DBSchema {
  measurements: { key: [string, string]; value: Stored; indexes: { sha256: string } };
}

/** @throws WorkbenchError `storage/newer-version` */
export async function openSpeedStore(name = 'openaisle-speeds'): Promise<SpeedStore> {
  const db = await openDB<SpeedSchema>(name, 1, {
    upgrade: (fresh) => {
      const measurements = fresh.createObjectStore('measurements', { keyPath: ['sha256', 'key'] });
      measurements.createIndex('sha256', 'sha256');
    },
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  }).catch((error: unknown) => {
    throw storageFailure(error, 'The measurements');
  });
  const of = (sha256: string) => db.getAllFromIndex('measurements', 'sha256', sha256);
  const drop = async (stored: readonly Stored[]): Promise<void> => {
    for (const { sha256, key } of stored) await db.delete('measurements', [sha256, key]);
  };

  return {
    keep: async (measurement) => {
      const key = machineKey(measurement.machine);
      await drop((await of(measurement.sha256)).filter((old) => isOver(old.machine, measurement.machine)));
      await db.put('measurements', { ...measurement, key });
    },
    find: async (sha256, machine) => {
      const found = await db.get('measurements', [sha256, machineKey(machine)]);
      return found === undefined ? null : withoutKey(found);
    },
    all: async (sha256) => (await of(sha256)).sort((a, b) => b.measuredAt - a.measuredAt).map(withoutKey),
    forget: async (sha256) => drop(await of(sha256)),
    close: () => db.close(),
  };
}

/** Browsers and apps do not go back to an older version; threads, and with them isolation, change from run to run. */
function isOver(old: Machine, now: Machine): boolean {
  return old.browser !== now.browser || old.version !== now.version;
}

function withoutKey({ sha256, machine, rows, measuredAt }: Stored): Measurement {
  return { sha256, machine, rows, measuredAt };
}
