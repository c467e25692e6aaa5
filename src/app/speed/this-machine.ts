import type { Machine } from '#core/speed/machine.ts';
import type { Rooms } from '#app/desk.ts';
import { LIVE_SPARED } from '#app/speed/live-spared.ts';

/** What of this device a measurement depends on; a worker is asked once, when somebody wants to know. */
export class ThisMachine {
  readonly #rooms: Rooms;
  #known: Promise<Machine> | null = null;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  ask(): Promise<Machine> {
    this.#known ??= this.#ask();
    this.#known.catch(() => (this.#known = null));
    return this.#known;
  }

  async #ask(): Promise<Machine> {
    using perceiver = this.#rooms.startPerceiver();
    return await perceiver.machine(LIVE_SPARED);
  }
}
