/** Cameras as a page really has them: the browser captures a film, and nothing of that is done on the page's own thread. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Of the film: four seconds, again and again. */
const FRAMES = 100;

/** Flags for a browser in which the only camera shows `film`. */
export const filmFlags = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** Plays `clip` on an empty page and writes it to `film`, 640 × 360 px, as a browser wants a camera's pictures (.mjpeg). */
export async function writeFilm(page: Page, clip: string, film: string): Promise<void> {
  const base64 = (await readFile(clip)).toString('base64');
  const jpegs = await page.evaluate(
    async ([data, frames]) => {
      const element = document.createElement('video');
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      Object.assign(element, { muted: true, loop: true, src: URL.createObjectURL(new Blob([bytes])) });
      await element.play();
      const canvas = new OffscreenCanvas(640, 360);
      const pictures: Blob[] = [];
      while (pictures.length < frames) {
        await new Promise((resolve) => element.requestVideoFrameCallback(resolve));
        canvas.getContext('2d')!.drawImage(element, 0, 0, 640, 360);
        pictures.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }));
      }
      const reader = new FileReader();
      const read = new Promise((resolve) => (reader.onload = resolve));
      reader.readAsDataURL(new Blob(pictures));
      await read;
      return (reader.result as string).split(',')[1]!;
    },
    [base64, FRAMES] as const,
  );
  await writeFile(film, Buffer.from(jpegs, 'base64'));
}

/** Before the page is opened: the one camera counts as several, called Shop camera 1, 2, … */
export async function multiplyCamera(page: Page, count: number): Promise<void> {
  await page.addInitScript((number) => {
    if (!('mediaDevices' in navigator)) return;
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    Object.assign(media, {
      enumerateDevices: async () =>
        Array.from({ length: number }, (_, index) => ({
          ...{ deviceId: `film-${index + 1}`, groupId: '', kind: 'videoinput', label: `Shop camera ${index + 1}` },
        })),
      getUserMedia: ({ video }: { video: true | MediaTrackConstraints }) => {
        const { width = 640, height = 360, frameRate = 15 } = video === true ? {} : video;
        return open({ video: { width, height, frameRate } });
      },
    });
  }, count);
}
