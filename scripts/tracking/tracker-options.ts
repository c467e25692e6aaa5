/** What is said on the command line about a tracker, checked against the tables that describe it. */
import type { Parameter } from '#core/math/parameter.ts';
import { type ReportRule, reportTable } from '#core/tracking/report.ts';
import { type TrackerSettings, publishedSettings } from '#core/tracking/tracker-settings.ts';
import { type TrackerName, trackerNames } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import type { Command } from '../commands/command.ts';
import { usage } from '../commands/read-arguments.ts';

export interface TrackerOptions {
  readonly settings: TrackerSettings;
  readonly report: ReportRule;
}

/**
 * @param name - As given for `--tracker`.
 * @param assignments - `key=value`, as given for `--set`.
 * @throws WorkbenchError `cli/usage` naming the option, and what it could have been.
 */
export function trackerOptions(
  command: Command,
  name: string | undefined,
  assignments: readonly string[],
): TrackerOptions {
  const tracker = trackerNames.find((each) => each === name);
  if (tracker === undefined) {
    const given = name === undefined ? '--tracker is missing' : `--tracker: “${name}” is no tracker`;
    throw usage(command, `${given}; there are ${trackerNames.join(', ')}`);
  }
  const { parameters, report } = trackerOf(tracker);
  const table: Readonly<Record<string, Parameter>> = { ...parameters, ...reportTable };
  const given = new Map(assignments.map((assignment) => readAssignment(command, tracker, table, assignment)));
  const withGiven = <Values extends object>(values: Values): Values => {
    const known = Object.entries(values).map(([key, value]) => [key, given.get(key) ?? (value as number)]);
    return Object.fromEntries(known) as Values;
  };
  return {
    settings: { tracker, parameters: withGiven(publishedSettings(tracker).parameters) },
    report: withGiven(report),
  };
}

function readAssignment(
  command: Command,
  tracker: TrackerName,
  table: Readonly<Record<string, Parameter>>,
  assignment: string,
): readonly [key: string, value: number] {
  const [key = '', text, ...more] = assignment.split('=');
  if (text === undefined || more.length > 0) {
    throw usage(command, `--set: “${assignment}” is not key=value`);
  }
  const row = Object.hasOwn(table, key) ? table[key] : undefined;
  if (row === undefined) {
    const known = Object.entries(table).map(([name, { min, max }]) => `${name} (${min} to ${max})`);
    throw usage(command, `--set: ${tracker} has no “${key}”; it has ${known.join(', ')}`);
  }
  const value = Number(text);
  if (text.trim() === '' || !(value >= row.min && value <= row.max)) {
    const unit = row.unit === '' ? '' : ` ${row.unit}`;
    throw usage(command, `--set: ${key} is “${text}”; expected a number from ${row.min} to ${row.max}${unit}`);
  }
  return [key, value];
}
