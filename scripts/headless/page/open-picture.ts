import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * @returns Its pixels as the file has them: neither turned into the colours of a screen nor blended with a background.
 * @throws WorkbenchError `picture/unusable`
 */
export async function openPicture(file: File): Promise<VideoFrame> {
  const asIs = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;
  const bitmap = await createImageBitmap(file, asIs).catch((cause: unknown) => {
    throw new WorkbenchError(
      'picture/unusable',
      `${file.name} is no picture that Chromium can read; give a PNG or JPEG file.`,
      {
        details: { file: file.name },
        cause,
      },
    );
  });
  try {
    return new VideoFrame(bitmap, { timestamp: 0, alpha: 'discard' });
  } finally {
    bitmap.close();
  }
}
