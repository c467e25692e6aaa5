import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** bytes. Twice this is in memory while a network is opened, and a browser gives a page four gigabytes at the most. */
const LARGEST_MODEL = 400_000_000;

/** @throws WorkbenchError `model/too-large`, before a byte of it was read. */
export function assertNotTooLarge(name: string, bytes: number): void {
  if (bytes <= LARGEST_MODEL) return;
  const megabytes = (of: number): number => Math.round(of / 1e6);
  throw new WorkbenchError(
    'model/too-large',
    `${name} is ${megabytes(bytes)} MB large; ${megabytes(LARGEST_MODEL)} MB is the most. It was not read. Choose a smaller model.`,
    { details: { file: name } },
  );
}
