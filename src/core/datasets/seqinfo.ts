/** `seqinfo.ini`, which MOTChallenge puts beside every sequence. Of it only the length matters to scoring. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * @returns How many frames the sequence has, empty ones at its end too.
 * @throws WorkbenchError `dataset/malformed` naming the file.
 */
export function readSequenceLength(text: string, file: string): number {
  const found = /^\s*seqLength\s*=\s*(.*?)\s*$/imu.exec(text)?.[1];
  const length = Number(found);
  if (found === undefined || found === '' || !Number.isSafeInteger(length) || length < 1) {
    const stands = found === undefined ? 'has none' : `has “${found}”`;
    throw new WorkbenchError('dataset/malformed', `${file} ${stands}; expected a line seqLength=N, N whole from 1`, {
      details: { file },
    });
  }
  return length;
}
