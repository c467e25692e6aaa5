/** The receipts of a simulation's `truth.json`. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

const whole = v.pipe(v.number(), v.safeInteger());

const truth = v.object({
  format: v.literal('openaisle-truth'),
  version: v.literal(1),
  receipts: v.array(
    v.object({
      visit: v.string(),
      shopper: v.string(),
      lines: v.array(
        v.object({ gtin: v.string(), quantity: v.pipe(whole, v.minValue(1)), unitPrice: v.nullable(whole) }),
      ),
      total: whole,
    }),
  ),
});

export type TrueReceipts = v.InferOutput<typeof truth>['receipts'];

/**
 * @param file - Named in messages.
 * @returns `null` for labels of another kind, which need not be JSON.
 * @throws WorkbenchError `dataset/malformed`
 */
export function readTrueReceipts(text: string, file: string): TrueReceipts | null {
  const json = parsed(text);
  if (!v.is(v.object({ format: v.literal('openaisle-truth') }), json)) return null;
  const read = v.safeParse(truth, json);
  if (read.success) return read.output.receipts;
  const [issue] = read.issues;
  throw new WorkbenchError('dataset/malformed', `${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`, {
    details: { file },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
