import type { CameraSighting } from '#core/detection/sighting.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Journal } from '#storage/journal.ts';

export interface JournalWriterOptions {
  /** How long an input may wait, ms: what a power cut can cost. */
  readonly everyMs: number;
  /** How many packed bytes may wait, about. */
  readonly maxBytes: number;
  /** Told when a flush on the writer's own account fails; the inputs are kept and tried again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Gathers the inputs of one session and appends them in batches, in the order they came.
 * Whoever makes one closes it.
 */
export class JournalWriter {
  readonly #journal: Journal;
  readonly #session: string;
  readonly #options: JournalWriterOptions;
  #waiting: SceneInput[] = [];
  #bytes = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(
    journal: Journal,
    session: string,
    options: Partial<JournalWriterOptions> & Pick<JournalWriterOptions, 'onFailure'>,
  ) {
    this.#journal = journal;
    this.#session = session;
    this.#options = { everyMs: 500, maxBytes: 1 << 20, ...options };
  }

  write(inputs: readonly SceneInput[]): void {
    if (inputs.length === 0) return;
    for (const input of inputs) {
      this.#waiting.push(input);
      this.#bytes += packedSize(input);
    }
    if (this.#bytes >= this.#options.maxBytes) this.#flushUnasked();
    else this.#timer ??= setTimeout(() => this.#flushUnasked(), this.#options.everyMs);
  }

  /**
   * Resolves once everything written so far is on the disk.
   *
   * @throws WorkbenchError `storage/quota`; what could not be kept waits for the next flush.
   */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // One after the other: a batch that fails goes back to the front of the queue before the next is taken from it.
    this.#last = this.#last.catch(() => undefined).then(() => this.#append());
    return this.#last;
  }

  /** Flushes; nothing may be written afterwards. */
  close(): Promise<void> {
    return this.flush();
  }

  async #append(): Promise<void> {
    const batch = this.#waiting;
    const bytes = this.#bytes;
    if (batch.length === 0) return;
    this.#waiting = [];
    this.#bytes = 0;
    try {
      await this.#journal.append(this.#session, batch);
    } catch (error) {
      this.#waiting = [...batch, ...this.#waiting];
      this.#bytes += bytes;
      throw error;
    }
  }

  #flushUnasked(): void {
    this.flush().catch(this.#options.onFailure);
  }
}

/** About what `input` takes in a chunk, bytes. */
function packedSize(input: SceneInput): number {
  switch (input.kind) {
    case 'camera':
      return 8 + 21 * input.detections.length + likenessesSize(input.likenesses);
    case 'people':
      return 8 + 50 * input.people.length;
    case 'readings':
      return 8 + 6 * input.times.length;
    case 'condition':
      return 8;
    case 'action':
      return input.action === 'correct' ? 24 + input.reason.length : 8;
  }
}

function likenessesSize(likenesses: CameraSighting['likenesses']): number {
  let size = 0;
  for (const { unlike } of likenesses?.values() ?? []) size += 6 + 3 * unlike.size;
  return size;
}
