/**
 * Agreeing on time while a run goes on: whoever walks past two cameras whose clocks differ is seen by one ahead of where the other
 * sees them, by their speed times the difference. See ADR 0019.
 */
import {
  type ClockFilter,
  clockSigma,
  createClockFilter,
  passClockTime,
  sigmaAroundMean,
} from '#core/fusion/clock-filter.ts';
import type { Passage } from '#core/fusion/clock-passages.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

export interface Clocks {
  /** Ids; the order of everything else here. */
  readonly cameras: readonly string[];
  readonly filter: ClockFilter;
  /** Which clocks somebody measured. */
  readonly measured: readonly boolean[];
  /** What is taken off each camera's stamps, s, as of `time`. */
  readonly applied: readonly number[];
  /** Which clocks turned out to be off by more than is worth mentioning: they are followed from then on. */
  readonly off: readonly boolean[];
  readonly time: Micros;
  /** By how much two cameras may disagree for a while about where somebody is, m; 0 in sessions that were stored before anybody asked. */
  readonly lasting: number;
  /** By shopper, by pair of cameras: the smaller index times their number, and the larger. */
  readonly passages: ReadonlyMap<string, ReadonlyMap<number, Passage>>;
  /** In those sessions: when two cameras' views of a shopper were compared last, µs, by `shopper camera other`. */
  readonly compared: ReadonlyMap<string, number>;
}

/** How a camera's clock stands to the session's, as far as was found out by now. */
export interface CameraClock {
  /** Its stamps minus the time something happened, s. */
  readonly offset: number;
  /** How much faster it goes, ppm. */
  readonly drift: number;
  /** How well the offset is known against the other cameras', s; `Infinity` while nobody knows. */
  readonly sigma: number;
  /** What is taken off its stamps just now, s. */
  readonly applied: number;
}

/** An offset is believed when it is known this well, s, … */
const KNOWN = 0.03;
/** … and put right from the moment on that it is off by this much, s, and by as many standard deviations: … */
const [WORTH, SURE] = [0.015, 4];
/** … by so many once one of them is off, because then it is no longer to be expected that they agree. */
const LIKELY = 2;
/** A clock is put right this slowly, s a s, so that a camera's own sightings stay in their order. */
const SLEW = 0.1;
/** A clock that nobody measured is put right by no more, s: whoever is this far off is not seen together any more. */
const MOST = 2;

/** @param lasting - See {@link Clocks.lasting}. */
export function createClocks(cameras: readonly Pick<ProjectCamera, 'id' | 'clock'>[], lasting: number): Clocks {
  const priors = cameras.map(({ clock }) => ({
    offset: (clock?.offsetMicros ?? 0) / MICROS_PER_SECOND,
    rate: (clock?.driftPpm ?? 0) / 1e6,
    known: clock !== undefined,
  }));
  return {
    cameras: cameras.map(({ id }) => id),
    filter: createClockFilter(priors),
    measured: priors.map(({ known }) => known),
    applied: priors.map(({ offset }) => offset),
    off: priors.map(() => false),
    time: micros(0),
    lasting,
    passages: new Map(),
    compared: new Map(),
  };
}

/** Stamps are put right a little more. @param time - Of the newest input. */
export function slewClocks(clocks: Clocks, time: Micros): Clocks {
  if (time <= clocks.time) return clocks;
  const most = (SLEW * (time - clocks.time)) / MICROS_PER_SECOND;
  const filter = passClockTime(clocks.filter, time / MICROS_PER_SECOND);
  const by = clocks.applied.map((now, i) => within(clocks.measured[i]! ? Infinity : MOST, filter.state[i]!) - now);
  const others = clocks.off.includes(true);
  const off = clocks.off.map((was, i) => was || isOff(filter, i, by[i]!, others, clocks.lasting));
  const applied = clocks.applied.map((now, i) => (off[i]! ? now + within(most, by[i]!) : now));
  return { ...clocks, filter, applied, off, time };
}

const within = (most: number, value: number): number => Math.max(-most, Math.min(most, value));

/** @param others - Whether another clock is off. */
function isOff(filter: ClockFilter, clock: number, by: number, others: boolean, lasting: number): boolean {
  const sigma = clockSigma(filter, clock);
  if (sigma >= KNOWN || Math.abs(by) <= WORTH) return false;
  if (lasting === 0) return Math.abs(by) > SURE * sigma;
  // Offsets are around the mean, and better known than the difference of two clocks.
  return Math.abs(by) > (others ? LIKELY : SURE) * sigmaAroundMean(filter, clock, KNOWN);
}

/** What is taken off the stamps of a camera just now, s; 0 of whoever is none. */
export const appliedTo = ({ cameras, applied }: Clocks, camera: string): number =>
  applied[cameras.indexOf(camera)] ?? 0;

/**
 * By how much the stamps of the latest clock are late, s, at least 0: what is seen now may still have happened so long ago.
 *
 * @param used - Whether anybody is followed by what a camera sees.
 */
export const latest = ({ cameras, applied }: Clocks, used: (camera: string) => boolean): number =>
  Math.max(0, ...applied.filter((by, i) => by > 0 && used(cameras[i]!)));

export function clockOf(clocks: Clocks, camera: string): CameraClock | null {
  const index = clocks.cameras.indexOf(camera);
  if (index === -1) return null;
  const { filter } = clocks;
  return {
    offset: filter.state[index]!,
    drift: filter.state[filter.n + index]! * 1e6,
    sigma: clockSigma(filter, index),
    applied: clocks.applied[index]!,
  };
}
