import type { CameraCondition, Condition } from '#core/detection/camera-condition.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { StampGate, type StampState } from '#core/time/stamp-gate.ts';
import type { Micros } from '#core/time/micros.ts';

const CLOCK: Readonly<Record<StampState, Condition>> = {
  well: 'well',
  ahead: 'clock-ahead',
  behind: 'clock-behind',
};

interface GatedCamera {
  /** What is wrong with its stamps, and with its pictures. */
  readonly clock: Condition;
  readonly picture: Condition;
  /** It was moved before whoever looks now began to look. */
  readonly moved: boolean;
  /** What the scene was told last. */
  readonly told: Condition;
}

const WELL: GatedCamera = { clock: 'well', picture: 'well', moved: false, told: 'well' };

/**
 * What live inputs go through before they are put in order. Of a camera with which two things are wrong the scene is told the worse:
 * a clock that jumped, because nothing that is sent with it is taken in. What is wrong with the picture is told when the clock is right again.
 */
export class CameraGate {
  readonly #stamps = new StampGate<CameraSighting>(({ time }) => time);
  readonly #cameras = new Map<string, GatedCamera>();

  /** The scene of a run that goes on was told so before. */
  knows(camera: string, { is, moved }: { readonly is: Condition; readonly moved: boolean }): void {
    this.#cameras.set(camera, { ...WELL, moved, told: is });
  }

  /**
   * @param now - Of the scene: from when on what turned out holds.
   * @returns `aside`: sources whose clock jumped, as {@link sourceOf} names them. What they sent before must not be waited for.
   */
  admit(
    inputs: readonly SceneInput[],
    now: Micros,
  ): { readonly inputs: readonly SceneInput[]; readonly aside: readonly string[] } {
    const [through, aside]: [SceneInput[], string[]] = [[], []];
    for (const input of inputs) {
      if (input.kind === 'condition') {
        through.push(...this.#turn(input.camera, { picture: input.condition }, input.time));
      } else if (input.kind === 'camera') {
        const { items, changes } = this.#stamps.admit(input.camera, input);
        for (const { source: camera, state } of changes) {
          through.push(...this.#turn(camera, { clock: CLOCK[state] }, now));
          if (state !== 'well') aside.push(sourceOf({ ...input, camera })!);
        }
        through.push(...items);
      } else {
        through.push(input);
      }
    }
    return { inputs: through, aside };
  }

  /** @returns What the scene is to be told: nothing, when it comes to what it knows. */
  #turn(camera: string, part: Partial<GatedCamera>, time: Micros): readonly CameraCondition[] {
    const next = { ...(this.#cameras.get(camera) ?? WELL), ...part };
    const picture = next.picture === 'well' && next.moved ? 'moved' : next.picture;
    const condition = next.clock !== 'well' ? next.clock : picture;
    this.#cameras.set(camera, { ...next, told: condition });
    return condition === next.told ? [] : [{ kind: 'condition', camera, time, condition }];
  }
}
