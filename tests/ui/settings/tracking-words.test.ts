import { describe, expect, test } from 'vitest';
import { trackerNames } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import { overwriteGetLocale } from '#messages/compiled/runtime.js';
import { isParameter, parameterWords, trackerWords } from '#ui/settings/tracking-words.ts';

/** The tables are in English, for the command line and the docs; the form reads the messages. */
describe.each(trackerNames)('%s', (name) => {
  test('has words for every parameter, in English those of its table', () => {
    overwriteGetLocale(() => 'en');
    expect(trackerWords[name]()).toMatch(/\.$/u);
    for (const [key, { label, raising }] of Object.entries(trackerOf(name).parameters)) {
      expect(isParameter(key), key).toBe(true);
      if (!isParameter(key)) continue;
      expect(parameterWords[key].label()).toBe(label);
      expect(parameterWords[key].raising()).toBe(raising);
    }
  });
});
