import { findTags } from '#core/calibration/find-tags.ts';
import { greyPicture } from '#core/calibration/grey-picture.ts';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import { maskSpans, paintMasks } from '#core/detection/masks.ts';
import type { SheetsApi } from '#workers/sheets/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const api: SheetsApi = {
  async find(frame, width, height, masks) {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    try {
      context.drawImage(frame, 0, 0, width, height);
    } finally {
      frame.close();
    }
    const pixels = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
    const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
    paintMasks(pixels, layout, maskSpans(masks, width, height));
    return findTags(greyPicture(width, height, pixels));
  },

  solve: (views, known, ruled) => Promise.resolve(solveSheets(views, known, ruled)),
};

serve(api);
