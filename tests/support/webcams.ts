/** Cameras that a test holds in its hand: streams of a clip, or of a drawn one, behind the browser's own functions. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

interface HeldCameras {
  /** Of a clip all of them show, each from another moment; `null` for a drawn one. */
  readonly clip: string | null;
  /** Instead of that, a clip of each: they show its first picture until `heldCameras.play`, and its last when it is over. */
  readonly clips?: readonly Uint8Array[];
  readonly count: number;
  /** px of what they deliver; 640 × 360 when left out. */
  readonly size?: { readonly width: number; readonly height: number };
  /** What all of them are called, as two of one make are; Shop camera 1, 2, … when left out. */
  readonly label?: string;
  /** How they fail from the start, by number: the name of a `DOMException`. */
  readonly failing?: Readonly<Record<number, string>>;
  /** Numbers of the drawn ones in which nothing moves until `heldCameras.stir`. */
  readonly still?: readonly number[];
  /** Behind the moving bar of a drawn one: RGBA of 640 × 360, row by row. */
  readonly scene?: Uint8Array;
}

declare global {
  interface Window {
    heldCameras: {
      /** Pulls the plug. */
      unplug(number: number): void;
      plugIn(number: number): void;
      /** From now on something moves in a still one, or nothing does. */
      stir(number: number, moves: boolean): void;
      /** A hand is put before a drawn one, or taken away. */
      cover(number: number, covered: boolean): void;
      /** It is knocked: from now on a drawn one with a scene shows that so many px farther to the right. */
      turn(number: number, right: number): void;
      /** All that have a clip of their own and are open begin at the same time. @param rate - Below 1 slower than it was filmed. */
      play(rate?: number): Promise<void>;
      /** From now on it cannot be opened. @param failure - The name of a `DOMException`; `null`: it can again. */
      fail(number: number, failure: string | null): void;
      /** The person takes back, or gives again, what they have allowed in the browser's settings. */
      permit(permission: 'granted' | 'denied'): void;
    };
  }
}

/** Before the page is opened. */
export async function holdCameras(page: Page, cameras: HeldCameras): Promise<void> {
  const {
    clip,
    clips = null,
    count,
    size = { width: 640, height: 360 },
    label = null,
    failing = {},
    scene,
    still: quiet = [],
  } = cameras;
  const video = clip === null ? null : (await readFile(clip)).toString('base64');
  const own = clips?.map((bytes) => Buffer.from(bytes).toString('base64')) ?? null;
  const behind = scene === undefined ? null : Buffer.from(scene).toString('base64');
  await page.addInitScript(
    ([base64, own, number, { width, height }, named, broken, still, quietOnes]) => {
      if (!('mediaDevices' in navigator)) return;
      const ids = Array.from({ length: number }, (_, index) => `held-${index + 1}`);
      const gone = new Set<string>();
      const failures = new Map(Object.entries(broken).map(([n, failure]) => [`held-${n}`, failure]));
      const covered = new Set<number>();
      const turned = new Map<number, number>();
      const asleep = new Set(quietOnes.map((n) => n - 1));
      let permission: PermissionState = 'prompt';
      const status = new EventTarget();
      const open = new Map<string, MediaStream[]>();
      const pictures = new Map<string, Promise<() => MediaStream>>();

      const pictureOf = (id: string, index: number): Promise<() => MediaStream> => {
        const known =
          pictures.get(id) ??
          (own !== null ? waiting(own[index]!) : base64 === null ? drawn(index) : played(base64, index));
        pictures.set(id, known);
        return known;
      };
      async function drawn(index: number): Promise<() => MediaStream> {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const context = canvas.getContext('2d')!;
        let turn = 0;
        const picture =
          still === null
            ? null
            : new ImageData(
                Uint8ClampedArray.from(atob(still), (char) => char.charCodeAt(0)),
                640,
              );
        // Noise, so that a file grows as fast as that of a real picture.
        const noise = new OffscreenCanvas(160, 22).getContext('2d')!;
        const grain = noise.createImageData(160, 22);
        setInterval(() => {
          if (covered.has(index)) {
            context.fillStyle = '#20120e';
            context.fillRect(0, 0, width, height);
            return;
          }
          if (picture !== null) {
            context.fillStyle = '#000000';
            context.fillRect(0, 0, width, height);
            context.putImageData(picture, turned.get(index) ?? 0, 0);
            context.fillStyle = '#ffffff';
            context.fillRect((turn = (turn + 8) % 640), 0, 40, 20);
            return;
          }
          context.fillStyle = `hsl(${(index * 360) / number} 80% 60%)`;
          context.fillRect(0, 0, width, height);
          context.fillStyle = '#ffffff';
          if (!asleep.has(index)) turn = (turn + 8) % width;
          context.fillRect(turn, 0.28 * height, width / 10, 0.44 * height);
          if (asleep.has(index)) return;
          for (let i = 0; i < grain.data.length; i++) grain.data[i] = i % 4 === 3 ? 255 : 256 * Math.random();
          noise.putImageData(grain, 0, 0);
          context.imageSmoothingEnabled = false;
          context.drawImage(noise.canvas, 0, 0.76 * height, width, 0.24 * height);
        }, 33);
        return () => canvas.captureStream(30);
      }
      const waiters: HTMLVideoElement[] = [];
      async function waiting(data: string): Promise<() => MediaStream> {
        const element = videoOf(data);
        waiters.push(element);
        await new Promise((resolve) => element.addEventListener('loadeddata', resolve, { once: true }));
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const context = canvas.getContext('2d')!;
        // A camera sends pictures also while nothing moves.
        setInterval(() => context.drawImage(element, 0, 0, width, height), 66);
        return () => canvas.captureStream(15);
      }
      function videoOf(data: string): HTMLVideoElement {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
        const src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
        return Object.assign(document.createElement('video'), { muted: true, src, preload: 'auto' });
      }
      async function played(data: string, index: number): Promise<() => MediaStream> {
        const element = Object.assign(videoOf(data), { loop: true });
        await element.play();
        element.currentTime = (element.duration * index) / number;
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const context = canvas.getContext('2d')!;
        // Scaled down as a webcam does: the clips are larger.
        element.requestVideoFrameCallback(function draw() {
          context.drawImage(element, 0, 0, width, height);
          element.requestVideoFrameCallback(draw);
        });
        return () => canvas.captureStream(30);
      }

      const ask = navigator.permissions.query.bind(navigator.permissions);
      Object.assign(navigator.permissions, {
        query: async (asked: PermissionDescriptor) =>
          (asked.name as string) === 'camera'
            ? Object.defineProperty(status, 'state', { get: () => permission, configurable: true })
            : ask(asked),
      });
      const end = (id: string) => {
        for (const track of (open.get(id) ?? []).flatMap((stream) => stream.getTracks())) {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
        open.delete(id);
      };
      const media = navigator.mediaDevices;
      Object.assign(media, {
        enumerateDevices: async () =>
          ids
            .filter((id) => !gone.has(id))
            .map((id) => ({
              deviceId: permission === 'granted' ? id : '',
              groupId: '',
              kind: 'videoinput',
              label: permission === 'granted' ? (named ?? `Shop camera ${id.slice(5)}`) : '',
            })),
        getUserMedia: async ({ video: asked }: { video: true | { deviceId: { exact: string } } }) => {
          const id = asked === true ? ids.find((each) => !gone.has(each)) : asked.deviceId.exact;
          if (id === undefined || gone.has(id)) throw new DOMException('no such camera', 'NotFoundError');
          if (permission === 'denied') throw new DOMException('not allowed', 'NotAllowedError');
          permission = 'granted';
          const failure = failures.get(id);
          if (failure !== undefined) throw new DOMException('it fails', failure);
          const stream = (await pictureOf(id, ids.indexOf(id)))();
          open.set(id, [...(open.get(id) ?? []), stream]);
          return stream;
        },
      });
      window.heldCameras = {
        unplug: (n) => {
          gone.add(`held-${n}`);
          end(`held-${n}`);
          media.dispatchEvent(new Event('devicechange'));
        },
        plugIn: (n) => {
          gone.delete(`held-${n}`);
          media.dispatchEvent(new Event('devicechange'));
        },
        stir: (n, moves) => {
          if (moves) asleep.delete(n - 1);
          else asleep.add(n - 1);
        },
        cover: (n, hidden) => {
          if (hidden) covered.add(n - 1);
          else covered.delete(n - 1);
        },
        turn: (n, right) => turned.set(n - 1, right),
        play: async (rate = 1) => {
          for (const element of waiters) element.playbackRate = rate;
          await Promise.all(waiters.map((element) => element.play()));
        },
        fail: (n, failure) => {
          if (failure === null) failures.delete(`held-${n}`);
          else failures.set(`held-${n}`, failure);
        },
        permit: (given) => {
          permission = given;
          if (given === 'denied') for (const id of ids) end(id);
          status.dispatchEvent(new Event('change'));
        },
      };
    },
    [video, own, count, size, label, failing, behind, quiet] as const,
  );
}
