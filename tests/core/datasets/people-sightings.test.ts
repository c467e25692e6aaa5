import { describe, expect, test } from 'vitest';
import { readPeopleSightings, writePeopleSightings } from '#core/datasets/people-sightings.ts';

const line = (person: object) =>
  JSON.stringify({ time: 5, people: [{ id: '7', x: 1, y: 2, cov: [1, 0, 0, 1], hands: [], ...person }] });
const read = (text: string) => readPeopleSightings(text, 'ceiling', 'people.jsonl');

test('a line is a sighting, and its numbers fit a float32', () => {
  const text = line({ x: 3.4, y: -0.6, cov: [0.02, 0.01, 0.01, 0.03], hands: [[3.4, -0.4, 1.4]] });
  const f = Math.fround;
  expect(read(`${text}\n\n{"time":105000,"people":[]}\n`)).toEqual([
    {
      kind: 'people',
      source: 'ceiling',
      time: 5,
      people: [
        {
          id: '7',
          at: { x: f(3.4), y: f(-0.6) },
          cov: [f(0.02), f(0.01), f(0.01), f(0.03)],
          hands: [{ x: f(3.4), y: f(-0.4), z: f(1.4) }],
        },
      ],
    },
    { kind: 'people', source: 'ceiling', time: 105000, people: [] },
  ]);
});

test('what is written is read again, to a tenth of a millimetre', () => {
  const before = read(line({ x: 3.4, y: -0.6, hands: [[3.4, -0.4, 1.4]] }));
  expect(read(writePeopleSightings(before))).toEqual(before);
});

describe('a bad line is named with file, line and field', () => {
  test.each([
    ['not json', 'people.jsonl:2: expected a line of JSON'],
    ['{"time":0.5,"people":[]}', 'people.jsonl:2: time: '],
    ['{"time":1}', 'people.jsonl:2: people: '],
    [line({ x: '1' }), 'people.jsonl:2: people[0].x: '],
    [line({ cov: [1, 0, 0] }), 'people.jsonl:2: people[0].cov'],
    [line({ cov: [1, 0.5, 0, 1] }), 'people[0].cov: should be a covariance'],
    [line({ cov: [-1, 0, 0, 1] }), 'people[0].cov: should be a covariance'],
    [line({ cov: [1, 2, 2, 1] }), 'people[0].cov: should be a covariance'],
    [line({ hands: [[1, 2]] }), 'people.jsonl:2: people[0].hands[0]'],
    [line({ face: 'x' }), 'people.jsonl:2: people[0].face: '],
  ])('%s', (bad, message) => {
    expect(() => read(`${line({})}\n${bad}\n`)).toThrow(
      expect.objectContaining({
        code: 'project/malformed',
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });
});
