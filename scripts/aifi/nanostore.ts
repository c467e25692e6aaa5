/** What every recording of the shop has in common. */
import type { Project } from '#core/planning/project.ts';
import type { ImportedFile } from './imported.ts';
import type { PlateRef } from './store-files.ts';
import { plateId } from './units.ts';

export const SHOP = { name: 'AiFi nanostore', currency: 'USD' } as const;

/** Hz, of every plate. */
const RATE = 60;

export function sensorOf({ gondola, shelf, plate }: PlateRef): Project['sensors'][number] {
  const id = plateId(gondola, shelf, plate);
  return { id, kind: 'scale', plate: id, rateHz: RATE };
}

/** `store/Shelves.json` differs by up to 16 cm; the pictures of cps-test-01 agree with the planogram. */
export const HEIGHTS_NOTE = "Shelf heights are those of benchmark-1's planogram, not of the shop's description.";

/** @param derived - Plates the shop's description lacks. */
export function shopNotes(derived: readonly string[]): string[] {
  return [
    `Plates the shop's description lacks, put where the grid of their shelf goes on (${derived.length}): ${derived.join(', ')}. ` +
      'They carry no product. Plate 10 of a shelf of nine sends a constant, plate 11 mostly repeats plate 9.',
  ];
}

export function labelFiles(recording: string, labels: unknown): ImportedFile[] {
  if (labels === null) return [];
  return [{ path: `labels/${recording}.json`, data: `${JSON.stringify(labels, null, 2)}\n` }];
}

/** @param seconds - Unix time. @returns ISO 8601 with all six digits of the second. */
export function isoMicros(seconds: number): string {
  const micros = Math.round(seconds * 1e6);
  const whole = new Date(Math.floor(micros / 1e6) * 1000).toISOString().slice(0, -5);
  return `${whole}.${String(micros % 1e6).padStart(6, '0')}Z`;
}
