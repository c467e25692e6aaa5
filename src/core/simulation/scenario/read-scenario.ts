/** A scenario from its text. The format is described in `docs/formats.md`. */
import { type Place, malformed } from '#core/simulation/text/fault.ts';
import { type Vocabulary, readStep, readTime } from '#core/simulation/scenario/read-step.ts';
import { checkCompany } from '#core/simulation/scenario/check-company.ts';
import type { CastMember, Choice, Scenario } from '#core/simulation/scenario/scenario.ts';
import { Given } from '#core/simulation/text/given.ts';
import { type Words, readLines } from '#core/simulation/text/words.ts';
import { STORE_WORDS, readStore } from '#core/simulation/store/read-store.ts';
import { presets } from '#core/simulation/store/presets.ts';

const KINDS = ['shopper', 'child', 'staff'] as const;
const BAGS = { bag: 'shoulder', basket: 'basket', nothing: 'none' } as const;
const OWN_WORDS = ['scenario', 'use', 'lasts', 'choose', ...KINDS] as const;

interface PersonLines {
  readonly kind: CastMember['kind'];
  readonly line: Words;
  readonly steps: Words[];
}

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `scenario/malformed`, `scenario/impossible`
 */
export function readScenario(text: string, file: string): Scenario {
  const lines = readLines(text, file);
  const end: Place = { file, line: text.split('\n').length };
  let name = file;
  let lasts = 0;
  const storeLines: Words[] = [];
  const people: PersonLines[] = [];
  const choiceLines: Words[] = [];
  let preset: string | null = null;
  const given = new Given();

  for (const line of lines) {
    const first = line.ahead!.text;
    if (includes(STORE_WORDS, first)) {
      storeLines.push(line);
    } else if (line.indented) {
      const person = people.at(-1);
      if (person === undefined)
        throw malformed(
          line.place,
          `“${first}” is done by nobody; begin with “shopper”, a name and “at” a time, without blanks before it`,
        );
      person.steps.push(line);
    } else {
      const kind = line.oneOf('line of a scenario', OWN_WORDS);
      switch (kind) {
        case 'scenario':
          given.line(kind, line.place);
          name = line.word('its name in quotation marks');
          line.end();
          break;
        case 'use': {
          given.line(kind, line.place);
          const known = Object.keys(presets) as (keyof typeof presets)[];
          const chosen = line.oneOf('store that comes with OpenAisle', known);
          line.end();
          preset = presets[chosen];
          break;
        }
        case 'lasts':
          given.line(kind, line.place);
          lasts = readTime(line);
          line.end();
          break;
        case 'choose':
          choiceLines.push(line);
          break;
        case 'shopper':
        case 'child':
        case 'staff':
          people.push({ kind, line, steps: [] });
          break;
      }
    }
  }
  const [twice] = storeLines;
  if (preset !== null && twice !== undefined)
    throw malformed(
      twice.place,
      'the scenario uses a store that comes with OpenAisle; take this line or the “use” line out',
    );
  if (preset === null && twice === undefined)
    throw malformed(end, 'there is no store; write “use corner-shop”, or describe one');
  const store =
    preset === null
      ? readStore(storeLines, end)
      : readStore(readLines(preset, 'the store'), { file: 'the store', line: 1 });
  const categories = store.products.map(({ category }) => category);
  const choices = choiceLines.map((line) => readChoice(line, categories));
  for (const { name: called, place } of choices) given.name('choice', called, place);
  const productsIn = preset === null ? 'its “product” lines name all there are' : 'docs/formats.md lists all there are';
  const cast = people.map((person) => readPerson(person, { store, choices, productsIn }));
  for (const [i, { name: called, place }] of cast.entries()) {
    if (cast.findIndex((other) => other.name === called) < i)
      throw malformed(place, `there is a “${called}” already; call this one something else`);
  }
  checkCompany(cast);
  if (cast.length === 0) throw malformed(end, 'nobody comes; write “shopper”, a name and “at” a time');
  return { name, lasts, store, choices, cast };
}

/** `choose treat from snacks` */
function readChoice(line: Words, categories: readonly string[]): Choice {
  const name = line.word('the name of the choice');
  line.expect('from');
  const category = line.oneOf('category of the store', [...new Set(categories)]);
  line.end();
  return { name, category, place: line.place };
}

/** `shopper Ann at 2 tall 1.7 with basket` */
function readPerson({ kind, line, steps: stepLines }: PersonLines, known: Vocabulary): CastMember {
  const { place } = line;
  const name = line.word('a name');
  line.expect('at');
  const at = readTime(line);
  const height = line.takes('tall') ? line.number('height in metres', { min: 0.9, max: 2.2 }) : null;
  const bag = line.takes('with') ? BAGS[line.oneOf('way to carry', Object.keys(BAGS) as (keyof typeof BAGS)[])] : null;
  line.end();
  const steps = stepLines.flatMap((each) => {
    const step = readStep(each, known);
    each.end();
    return step === null ? [] : [step];
  });
  return { name, kind, at, height, bag, steps, place };
}

const includes = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word);
