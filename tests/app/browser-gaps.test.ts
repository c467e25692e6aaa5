import { describe, expect, it } from 'vitest';
import { browserGaps } from '#app/browser-gaps.ts';

const everything = {
  crossOriginIsolated: true,
  navigator: { storage: { getDirectory: () => undefined }, gpu: {} },
  VideoDecoder: () => undefined,
  VideoEncoder: () => undefined,
  MediaStreamTrackProcessor: () => undefined,
  showOpenFilePicker: () => undefined,
};

describe('what a browser lacks', () => {
  it('is nothing where everything is there', () => {
    expect(browserGaps(everything)).toEqual([]);
  });

  it('is named in the order in which it would be missed', () => {
    expect(browserGaps({ ...everything, VideoDecoder: undefined, crossOriginIsolated: false })).toEqual([
      'decoding',
      'threads',
    ]);
    expect(browserGaps({ ...everything, navigator: {} })).toEqual(['storing', 'gpu']);
  });
});
