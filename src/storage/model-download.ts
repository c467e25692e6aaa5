/** Fetches the files of a model from where the catalogue says they are, and lets through only what it says they are. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { ModelOffer } from '#storage/model-offers.ts';
import { hashBytes } from '#storage/sha256.ts';

export interface Downloaded {
  /** By their paths. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Hashes by address, of files whose hash nobody publishes. */
  readonly pins: ReadonlyMap<string, string>;
}

export interface DownloadOptions {
  /** @returns The hash a file had when it was fetched from this address before. */
  readonly pinOf: (url: string) => Promise<string | null>;
  /** Told how many bytes of all files are here. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
  /** ms without a byte after which nobody waits any longer. */
  readonly patience?: number;
}

/**
 * One file after the other, each straight into a buffer of the size it must have. Nothing is kept on the way.
 *
 * @throws WorkbenchError `model/unreachable`, `model/gone`, `model/altered`
 * @throws The signal's reason once it is aborted.
 */
export async function downloadModel(offer: ModelOffer, options: DownloadOptions): Promise<Downloaded> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const pins = new Map<string, string>();
  let before = 0;
  for (const file of offer.files) {
    const expected = file.sha256 ?? (await options.pinOf(file.url));
    const bytes = await fetchFile(offer, file, { ...options, onBytes: (done) => options.onBytes(before + done) });
    const sha256 = await hashBytes(bytes);
    options.signal.throwIfAborted();
    if (expected !== null && sha256 !== expected) throw altered(file, `its SHA-256 is ${sha256}, not ${expected}`);
    if (file.sha256 === null) pins.set(file.url, sha256);
    files.set(file.path, bytes);
    before += bytes.length;
  }
  return { files, pins };
}

type OfferedFile = ModelOffer['files'][number];

async function fetchFile(
  offer: ModelOffer,
  file: OfferedFile,
  { signal, onBytes, patience = 30_000 }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.bytes);
  using watch = new Watch(signal, patience);
  let done = 0;
  try {
    const response = await fetch(file.url, {
      signal: watch.signal,
      // The page keeps it, or nobody does; and whose page it is, is nobody's business.
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw gone(offer, file, response.status);
    const reader = response.body!.getReader();
    for (;;) {
      const { value, done: ended } = await reader.read();
      if (ended) break;
      watch.saw();
      if (done + value.length > bytes.length) {
        await reader.cancel();
        throw altered(file, `it is longer than ${bytes.length} bytes`);
      }
      bytes.set(value, done);
      onBytes((done += value.length));
      watch.signal.throwIfAborted();
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof WorkbenchError ? cause : unreachable(file, done, cause);
  }
  if (done < bytes.length) throw unreachable(file, done);
  return bytes;
}

/** Aborts when it is asked to, or when nothing has come for too long: a connection that is gone does not always say so. */
class Watch implements Disposable {
  readonly #controller = new AbortController();
  readonly #asked: AbortSignal;
  readonly #patience: number;
  #timer: ReturnType<typeof setTimeout>;

  constructor(asked: AbortSignal, patience: number) {
    this.#asked = asked;
    this.#patience = patience;
    this.#timer = this.#start();
    if (asked.aborted) this.#stop();
    else asked.addEventListener('abort', this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  saw(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#asked.removeEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => this.#controller.abort(this.#asked.reason);

  #start() {
    return setTimeout(() => this.#controller.abort(new Error(`nothing came for ${this.#patience} ms`)), this.#patience);
  }
}

function unreachable({ url, bytes }: OfferedFile, done: number, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'model/unreachable',
    `${url} could not be fetched: ${done} of ${bytes} bytes came. Nothing of it was kept. Check the network and download it again.`,
    { details: { file: nameOf(url) }, cause },
  );
}

function gone({ source }: ModelOffer, { url }: OfferedFile, status: number): WorkbenchError {
  return new WorkbenchError(
    'model/gone',
    `${url} answers with ${status} instead of the file. Look for it on ${source}, download it there and drop it here.`,
    { details: { file: nameOf(url) } },
  );
}

function altered({ url }: OfferedFile, how: string): WorkbenchError {
  return new WorkbenchError(
    'model/altered',
    `${url} is not the file it should be: ${how}. Nothing of it was kept. Download it again; if it stays so, take another model.`,
    { details: { file: nameOf(url) } },
  );
}

function nameOf(url: string): string {
  return url.split(/[?#]/u)[0]!.split('/').at(-1)!;
}
