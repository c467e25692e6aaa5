/** Cameras that a test holds in its hand: streams of a clip, or of a drawn one, behind the browser's own functions. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

interface HeldCameras {
  /** Of a clip all of them show, each from another moment; `null` for a drawn one. */
  readonly clip: string | null;
  readonly count: number;
}

declare global {
  interface Window {
    heldCameras: {
      /** Pulls the plug. */
      unplug(number: number): void;
      plugIn(number: number): void;
    };
  }
}

/** Before the page is opened. Cameras are called Shop camera 1, 2, … */
export async function holdCameras(page: Page, { clip, count }: HeldCameras): Promise<void> {
  const video = clip === null ? null : (await readFile(clip)).toString('base64');
  await page.addInitScript(
    ([base64, number]) => {
      if (!('mediaDevices' in navigator)) return;
      const ids = Array.from({ length: number }, (_, index) => `held-${index + 1}`);
      const gone = new Set<string>();
      const open = new Map<string, MediaStream[]>();
      const pictures = new Map<string, Promise<() => MediaStream>>();

      const pictureOf = (id: string, index: number): Promise<() => MediaStream> => {
        const known = pictures.get(id) ?? (base64 === null ? drawn(index) : played(base64, index));
        pictures.set(id, known);
        return known;
      };
      async function drawn(index: number): Promise<() => MediaStream> {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width: 640, height: 360 });
        const context = canvas.getContext('2d')!;
        let turn = 0;
        // Noise, so that a file grows as fast as that of a real picture.
        const noise = new OffscreenCanvas(160, 22).getContext('2d')!;
        const grain = noise.createImageData(160, 22);
        setInterval(() => {
          context.fillStyle = `hsl(${index * 90} 80% 60%)`;
          context.fillRect(0, 0, 640, 360);
          context.fillStyle = '#ffffff';
          context.fillRect((turn = (turn + 8) % 640), 100, 60, 160);
          for (let i = 0; i < grain.data.length; i++) grain.data[i] = i % 4 === 3 ? 255 : 256 * Math.random();
          noise.putImageData(grain, 0, 0);
          context.imageSmoothingEnabled = false;
          context.drawImage(noise.canvas, 0, 272, 640, 88);
        }, 33);
        return () => canvas.captureStream(30);
      }
      async function played(data: string, index: number): Promise<() => MediaStream> {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
        const element = document.createElement('video');
        Object.assign(element, { muted: true, loop: true, src: URL.createObjectURL(new Blob([bytes])) });
        await element.play();
        element.currentTime = (element.duration * index) / number;
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width: 640, height: 360 });
        const context = canvas.getContext('2d')!;
        // Scaled down as a webcam does: the clips are larger.
        element.requestVideoFrameCallback(function draw() {
          context.drawImage(element, 0, 0, 640, 360);
          element.requestVideoFrameCallback(draw);
        });
        return () => canvas.captureStream(30);
      }

      const media = navigator.mediaDevices;
      Object.assign(media, {
        enumerateDevices: async () =>
          ids
            .filter((id) => !gone.has(id))
            .map((deviceId) => ({
              deviceId,
              groupId: '',
              kind: 'videoinput',
              label: `Shop camera ${deviceId.slice(5)}`,
            })),
        getUserMedia: async ({ video: asked }: { video: true | { deviceId: { exact: string } } }) => {
          const id = asked === true ? ids[0]! : asked.deviceId.exact;
          if (gone.has(id)) throw new DOMException('no such camera', 'NotFoundError');
          const stream = (await pictureOf(id, ids.indexOf(id)))();
          open.set(id, [...(open.get(id) ?? []), stream]);
          return stream;
        },
      });
      window.heldCameras = {
        unplug: (n) => {
          const id = `held-${n}`;
          gone.add(id);
          for (const track of (open.get(id) ?? []).flatMap((stream) => stream.getTracks())) {
            track.stop();
            track.dispatchEvent(new Event('ended'));
          }
          media.dispatchEvent(new Event('devicechange'));
        },
        plugIn: (n) => {
          gone.delete(`held-${n}`);
          media.dispatchEvent(new Event('devicechange'));
        },
      };
    },
    [video, count] as const,
  );
}
