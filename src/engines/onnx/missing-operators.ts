import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { OnnxNode } from '#engines/onnx/model.ts';
import { operators } from '#engines/onnx/operators.ts';

/** Named for each operator; a network may have hundreds of nodes. */
const NODES_NAMED = 3;

/** @returns What to say of operators that are not in the table, with their number and where they are. */
export function missingOperators(nodes: readonly OnnxNode[], fileName: string): WorkbenchError | null {
  const missing = new Map<string, string[]>();
  for (const { operator, domain, name } of nodes) {
    if (domain === '' && Object.hasOwn(operators, operator)) continue;
    const full = domain === '' ? operator : `${domain}.${operator}`;
    missing.set(full, [...(missing.get(full) ?? []), name]);
  }
  if (missing.size === 0) return null;
  const list = [...missing].map(([operator, names]) => `${operator} × ${names.length} (${shortened(names)})`);
  return new WorkbenchError(
    'model/unsupported',
    `${fileName} cannot be run: it uses operators that OpenAisle does not have: ${list.join('; ')}. ` +
      advice([...missing.keys()]),
    { details: { file: fileName, operators: [...missing.keys()].join(', ') } },
  );
}

function shortened(names: readonly string[]): string {
  const rest = names.length - NODES_NAMED;
  return names.slice(0, NODES_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

const quantised = /[Qq]uantize|QLinear|Integer$/u;
const afterwards =
  /^(TensorFlow\.)?(NonMaxSuppression.*|TopK.*|NonZero|Where|Loop|If|Scan|While|Switch|Merge|Enter|Exit|NextIteration|TensorArray.*)$/u;

function advice(names: readonly string[]): string {
  if (names.some((name) => quantised.test(name))) return 'Export it in float32, without quantisation.';
  if (names.some((name) => afterwards.test(name))) {
    return 'Export it without its post-processing: OpenAisle decodes boxes and suppresses duplicates itself.';
  }
  return 'Choose another model, or export this one with simpler operators.';
}
