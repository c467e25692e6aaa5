/** Operator's actions inside a chunk of the journal, as `docs/formats.md` lays them out. */
import type { CorrectedOutcome } from '#core/basket/outcome.ts';
import type { Said } from '#core/basket/said.ts';
import type { OperatorAction, SceneInput } from '#core/pipeline/scene-input.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import type { ByteReader } from '#storage/byte-reader.ts';
import type { ByteWriter } from '#storage/byte-writer.ts';
import type { StringTable } from '#storage/string-table.ts';

/** Written as its index, so the order is for ever and new ones go to the end. */
const actions = ['end-session', 'correct', 'add', 'take-back', 'merge', 'split', 'swap', 'take-back-identity'] as const;

/** The version of the journal that first had an input: the first two actions are in version 1, the next two in version 2. */
export function versionOf(input: SceneInput): 1 | 2 | 3 {
  if (input.kind === 'condition' || (input.kind === 'camera' && input.likenesses !== undefined)) return 3;
  if (input.kind !== 'action') return 1;
  const index = actions.indexOf(input.action);
  return index < 2 ? 1 : index < 4 ? 2 : 3;
}

export function writeAction(out: ByteWriter, strings: StringTable, input: OperatorAction): void {
  out.unsigned(actions.indexOf(input.action));
  switch (input.action) {
    case 'end-session':
      return;
    case 'correct':
      out.unsigned(strings.index(input.interaction));
      writeSaid(out, strings, input);
      out.u8(input.outcome === null ? 0 : 1);
      if (input.outcome !== null) writeOutcome(out, strings, input.outcome);
      return;
    case 'add':
      writeSaid(out, strings, input);
      writeOutcome(out, strings, input.outcome);
      return;
    case 'take-back':
      writeSaid(out, strings, input);
      out.unsigned(input.entry);
      return;
    case 'merge':
      writeSaid(out, strings, input);
      for (const each of [input.shopper, input.into]) out.unsigned(strings.index(each));
      return;
    case 'split':
      writeSaid(out, strings, input);
      out.unsigned(strings.index(input.shopper));
      out.signed(input.at);
      return;
    case 'swap':
      writeSaid(out, strings, input);
      for (const each of [input.shopper, input.other]) out.unsigned(strings.index(each));
      out.signed(input.at);
      return;
    case 'take-back-identity':
      writeSaid(out, strings, input);
      out.unsigned(input.entry);
  }
}

export function readAction(
  r: ByteReader,
  time: Micros,
  text: () => string,
  fail: (reason: string) => never,
): OperatorAction {
  const head = { kind: 'action', time } as const;
  const action = actions[r.unsigned()] ?? fail('an action is unknown');
  switch (action) {
    case 'end-session':
      return { ...head, action };
    case 'correct': {
      const interaction = text();
      const said = readSaid(text);
      return { ...head, action, interaction, outcome: r.u8() === 0 ? null : readOutcome(r, text), ...said };
    }
    case 'add':
      return { ...head, action, ...readSaid(text), outcome: readOutcome(r, text) };
    case 'take-back':
    case 'take-back-identity':
      return { ...head, action, ...readSaid(text), entry: r.unsigned() };
    case 'merge':
      return { ...head, action, ...readSaid(text), shopper: text(), into: text() };
    case 'split':
      return { ...head, action, ...readSaid(text), shopper: text(), at: micros(r.signed()) };
    case 'swap':
      return { ...head, action, ...readSaid(text), shopper: text(), other: text(), at: micros(r.signed()) };
  }
}

function writeSaid(out: ByteWriter, strings: StringTable, { operator, reason }: Said): void {
  for (const each of [operator, reason]) out.unsigned(strings.index(each));
}

function readSaid(text: () => string): Said {
  const [operator, reason] = [text(), text()];
  return { operator, reason };
}

function writeOutcome(out: ByteWriter, strings: StringTable, { shopper, gtin, quantity }: CorrectedOutcome): void {
  for (const each of [shopper, gtin]) out.unsigned(strings.index(each));
  out.signed(quantity);
}

function readOutcome(r: ByteReader, text: () => string): CorrectedOutcome {
  const [shopper, gtin] = [text(), text()];
  return { shopper, gtin, quantity: r.signed() };
}
