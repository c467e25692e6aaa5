/** From parsed JSON to a project one can rely on: its shape, then what its parts say about each other. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { PROJECT_FORMAT, PROJECT_VERSION, type Project, projectSchema } from '#core/planning/project.ts';
import { fieldPath } from '#core/planning/field-path.ts';
import { brokenReferences } from '#core/planning/references.ts';

/**
 * @param json - What `JSON.parse` gave; trusted in nothing.
 * @param file - Its name, for messages.
 * @throws WorkbenchError `project/newer-version`, `project/malformed` naming file and field.
 */
export function readProject(json: unknown, file: string): Project {
  refuseNewerVersion(json, file);

  const parsed = v.safeParse(projectSchema, json);
  if (!parsed.success) {
    const { field, problem } = describe(parsed.issues[0]);
    throw malformed(file, field, problem, parsed.issues.length);
  }

  const broken = brokenReferences(parsed.output);
  const first = broken[0];
  if (first) throw malformed(file, first.field, first.problem, broken.length);
  return parsed.output;
}

/** Before the schema: a newer format may have any other shape, and "unknown field" would not help anybody. */
function refuseNewerVersion(json: unknown, file: string): void {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, 'version')) return;
  const { format, version } = json as { format?: unknown; version: unknown };
  if (format !== PROJECT_FORMAT || typeof version !== 'number' || version <= PROJECT_VERSION) return;
  throw new WorkbenchError(
    'project/newer-version',
    `${file}: version ${version} of the project format is newer than this OpenAisle, which reads up to version ${PROJECT_VERSION}. Update OpenAisle.`,
    { details: { file, field: 'version', version } },
  );
}

function describe(issue: v.BaseIssue<unknown>): { field: string; problem: string } {
  const keys = (issue.path ?? []).map((step) => step.key);
  const field = keys.length === 0 ? 'the project' : fieldPath(keys);
  if (issue.kind === 'schema' && issue.expected === 'never') return { field, problem: 'is no field of this format' };
  if (issue.kind === 'schema' && issue.received === 'undefined') return { field, problem: 'is missing' };
  if (issue.kind === 'schema' || issue.expected !== null) {
    return {
      field,
      problem: `should be ${short(issue.expected ?? 'something else')}, but is ${short(issue.received)}`,
    };
  }
  return { field, problem: issue.message };
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

function malformed(file: string, field: string, problem: string, count: number): WorkbenchError {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  return new WorkbenchError('project/malformed', `${file}: ${field} ${problem}${more}.`, {
    details: { file, field, problems: count },
  });
}
