import { findTags } from '#core/calibration/find-tags.ts';
import { greyPicture } from '#core/calibration/grey-picture.ts';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import type { SheetsApi } from '#workers/sheets/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const api: SheetsApi = {
  async find(frame, width, height) {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(frame, 0, 0, width, height);
    frame.close();
    return findTags(greyPicture(width, height, context.getImageData(0, 0, width, height).data));
  },

  solve: (views, known, printed) => Promise.resolve(solveSheets(views, known, printed)),
};

serve(api);
