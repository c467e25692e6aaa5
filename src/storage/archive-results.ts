/** `results.json` of a session archive: the derived records. See `docs/formats.md`. */
import * as v from 'valibot';
import { cents } from '#core/basket/money.ts';
import { micros } from '#core/time/micros.ts';
import type { SessionResults } from '#storage/session.ts';

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.safeInteger());
const time = v.pipe(whole, v.transform(micros));
const money = v.pipe(whole, v.transform(cents));

const receipt = v.strictObject({
  visit: v.string(),
  shopper: v.string(),
  time,
  lines: v.array(
    v.strictObject({
      gtin: v.string(),
      name: v.string(),
      quantity: whole,
      unitPrice: v.nullable(money),
      postings: v.array(whole),
    }),
  ),
  revision: v.exactOptional(whole),
  total: money,
});

const interaction = v.strictObject({
  id: v.string(),
  type: v.picklist(['take', 'return', 'touch']),
  start: time,
  end: time,
  fixture: v.string(),
  shelf: v.string(),
  plates: v.array(v.strictObject({ plate: v.string(), grams: finite })),
  grams: finite,
  candidates: v.array(v.strictObject({ gtin: v.string(), quantity: whole, probability: finite })),
  attributions: v.array(v.strictObject({ shopper: v.string(), probability: finite })),
});

const posting = v.strictObject({
  sequence: whole,
  time,
  shopper: v.string(),
  gtin: v.string(),
  quantity: whole,
  interaction: v.string(),
  correction: v.exactOptional(
    v.strictObject({ operator: v.string(), reason: v.string(), takesBack: v.exactOptional(whole) }),
  ),
});

const visit = v.strictObject({
  id: v.string(),
  shopper: v.string(),
  entered: time,
  left: v.nullable(time),
  closed: v.nullable(v.picklist(['exit', 'end-session', 'lost', 'merged'])),
});

export const resultsSchema = v.strictObject({
  receipts: v.array(receipt),
  interactions: v.array(interaction),
  postings: v.array(posting),
  visits: v.array(visit),
}) satisfies v.GenericSchema<unknown, SessionResults>;
