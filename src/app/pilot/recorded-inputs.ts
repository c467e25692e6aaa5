import type { PeopleSighting } from '#core/detection/sighting.ts';
import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Recording } from '#core/planning/project.ts';
import { type RecordedSeries, batchesOf } from '#sensors/replay.ts';
import { takeTurns } from '#storage/turn.ts';
import { type ProjectBundle, readPeopleSightings, readReadings } from '#storage/project-bundle.ts';

/** What a recording holds beside its clips: readings of its sensors, and people placed by another system. */
export interface RecordedInputs {
  /** Newest time of all of it, µs; 0 when there is nothing. */
  readonly lastTime: number;
  /** By source, as the scene names it: the time of the last thing it says, µs. Sources that say nothing are not in it. */
  readonly ends: ReadonlyMap<string, number>;
  /** When what comes next is, µs; `Infinity` after the last. */
  nextTime(): number;
  /** What comes next and is not later than `time`, in order of time. Each input is handed out once. */
  upTo(time: number): readonly SceneInput[];
}

/** @throws WorkbenchError `project/malformed` naming file and line */
export async function openRecordedInputs(bundle: ProjectBundle, recording: Recording): Promise<RecordedInputs> {
  const series: RecordedSeries[] = [];
  for await (const each of readReadings(bundle, recording)) series.push(each);
  const people: PeopleSighting[] = [];
  for await (const each of readPeopleSightings(bundle, recording)) people.push(each);
  people.sort((a, b) => a.time - b.time);
  const ends = await endsOf(series, people);
  const queues = [people.values(), batchesOf(series)].map(lookahead);
  return {
    lastTime: Math.max(0, ...ends.values()),
    ends,
    nextTime: () => Math.min(...queues.map(({ next }) => next?.time ?? Infinity)),
    upTo: (time) => {
      const due: SceneInput[] = [];
      for (;;) {
        const first = queues.reduce((a, b) => ((b.next?.time ?? Infinity) < (a.next?.time ?? Infinity) ? b : a));
        if (first.next === null || first.next.time > time) return due;
        due.push(first.next);
        first.advance();
      }
    },
  };
}

async function endsOf(
  series: readonly RecordedSeries[],
  people: readonly PeopleSighting[],
): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  const othersToo = takeTurns();
  for (const { sensor, times } of series) {
    await othersToo();
    const newest = times.reduce((a, b) => (b > a ? b : a), -Infinity);
    if (newest > -Infinity) ends.set(readingsSource(sensor), newest);
  }
  for (const sighting of people) ends.set(sourceOf(sighting)!, sighting.time);
  return ends;
}

const readingsSource = (sensor: string): string => `readings ${sensor}`;

interface Lookahead {
  readonly next: SceneInput | null;
  advance(): void;
}

function lookahead(inputs: Iterator<SceneInput, unknown>): Lookahead {
  const read = (): SceneInput | null => {
    const result = inputs.next();
    return result.done === true ? null : result.value;
  };
  let next = read();
  return {
    get next() {
      return next;
    },
    advance: () => {
      next = read();
    },
  };
}
