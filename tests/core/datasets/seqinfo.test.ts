import { expect, test } from 'vitest';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';

test.each([
  ['[Sequence]\nname=MOT17-02-DPM\nframeRate=30\nseqLength=600\nimWidth=1920\n', 600],
  ['[Sequence]\r\nseqLength = 71\r\n', 71],
])('the length stands in its own line', (text, length) => {
  expect(readSequenceLength(text, 'seqinfo.ini')).toBe(length);
});

test.each([
  ['[Sequence]\nname=x\n', 'gt/seqinfo.ini has none; expected a line seqLength=N'],
  ['seqLength=\n', 'gt/seqinfo.ini has “”'],
  ['seqLength=many\n', 'gt/seqinfo.ini has “many”'],
  ['seqLength=0\n', 'gt/seqinfo.ini has “0”'],
])('%j is refused', (text, message) => {
  expect(() => readSequenceLength(text, 'gt/seqinfo.ini')).toThrow(
    expect.objectContaining({ code: 'dataset/malformed', message: expect.stringContaining(message) }),
  );
});
