import type { Detection } from '#core/detection/detection.ts';
import type { Micros } from '#core/time/micros.ts';
import type { Look } from '#engines/detector.ts';
import type { CameraFigures } from '#engines/scheduling/figures.ts';
import { KnockWatch } from '#engines/scheduling/knock-watch.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import type { LeftOut } from '#engines/scheduling/mailboxes.ts';
import { MotionGate } from '#engines/scheduling/motion-gate.ts';
import { PictureHealth, type PictureCondition } from '#engines/scheduling/picture-health.ts';
import { Recent } from '#engines/scheduling/recent.ts';
import { sameFinding } from '#engines/scheduling/same-finding.ts';
import { weightOf } from '#engines/scheduling/weight.ts';

/** What the network said of a frame. */
export type Found = Pick<Look, 'detections' | 'notNumbers'>;

/** What a person chose for a camera, and what the scene knows of it. */
export interface Attention {
  /** Above 0; see `weightOf`. */
  readonly priority: number;
  /** Somebody is being followed in its pictures. */
  readonly tracks: boolean;
}

/** How long a figure counts as lately, µs. */
const LATELY = 5_000_000;

/** One camera of a watch: what was found in it last, and whether that still holds. */
export class WatchedCamera {
  attention: Attention;
  readonly #gate = new MotionGate();
  readonly #health = new PictureHealth();
  readonly #knocks = new KnockWatch();
  readonly #looks = new Recent(LATELY);
  #found: readonly Detection[] | null = null;
  /** Something moves in its newest frame, and something has moved since the network looked last. */
  #moving = true;
  #stirred = true;
  /** The last two looks agreed, and nothing moved. */
  #calm = false;
  #gated = true;
  #condition: PictureCondition | 'moved' = 'well';
  #looked = 0;
  #still = 0;
  #notNumbers = 0;

  constructor(attention: Attention) {
    this.attention = attention;
  }

  /** @param samples - Of its newest frame; `null` when motion cannot be told from it. */
  judge(samples: LumaSamples | null, time: Micros): void {
    this.#gated = samples !== null;
    this.#moving = samples === null || this.#gate.judge(samples, time);
    this.#stirred ||= this.#moving;
    if (samples === null) return;
    const health = this.#health.judge(samples, time);
    // What shows nothing is told so first: one that was moved may be used all the same. It is moved still when it shows something again.
    // Until the network looked nobody knows where people stand.
    if (health !== 'well' || this.#found === null) this.#condition = health;
    else {
      const people = this.#found.map(({ box }) => box);
      this.#condition = this.#knocks.judge(samples, people, time) ? 'moved' : 'well';
    }
  }

  /** What its newest pictures show, if anything. */
  get condition(): PictureCondition | 'moved' {
    return this.#condition;
  }

  /**
   * What was found last, when nothing has moved since and two looks in a row agreed about it: a single wrong look is never
   * repeated. `null` when somebody has to look.
   */
  get known(): readonly Detection[] | null {
    return this.#calm && !this.#stirred ? this.#found : null;
  }

  /** A frame was passed on with what was {@link known}. */
  passed(): void {
    this.#still++;
  }

  /** @param age - From the frame's arrival to now, ms. */
  found({ detections, notNumbers }: Found, now: Micros, age: number): void {
    this.#calm = !this.#stirred && this.#found !== null && sameFinding(this.#found, detections);
    this.#stirred = false;
    this.#found = detections;
    this.#looks.add(now, age);
    this.#looked++;
    if (notNumbers) this.#notNumbers++;
  }

  get weight(): number {
    return weightOf({ ...this.attention, moving: this.#moving || this.#stirred });
  }

  figures(camera: string, now: Micros, leftOut: LeftOut): CameraFigures {
    return {
      camera,
      looked: this.#looked,
      still: this.#still,
      notNumbers: this.#notNumbers,
      ...leftOut,
      looksPerSecond: this.#looks.rate(now),
      moving: this.#gated ? this.#moving || this.#stirred : null,
      weight: this.weight,
      ...this.attention,
      age: this.#looks.spread(now),
    };
  }
}
