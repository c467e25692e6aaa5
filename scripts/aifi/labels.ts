/** What is known to have happened, `events/take_return_events.json`: shown beside results, read by no step. */
import * as v from 'valibot';
import { type ForeignFolder, readJson } from './foreign.ts';

const FILE = 'events/take_return_events.json';
const eventsFile = v.object({ tests: v.array(v.looseObject({ dataset: v.string() })) });

/** @returns The recording's entry as it stands in the file; `null` when there is none. */
export function readLabels(folder: ForeignFolder, recording: string): unknown {
  const { tests } = readJson(eventsFile, folder.text(FILE), FILE);
  return tests.find(({ dataset }) => dataset === recording) ?? null;
}
