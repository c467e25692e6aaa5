import { type PlanLayer, type PlanLayers, dwellMinutes, planLayers, usualLayers } from '#app/pilot/plan-layers.ts';
import { keepChoice, readChoice } from '#storage/choices.ts';

/** How a person arranged the Pilot workspace; kept on this device. */
interface Arrangement {
  readonly side: boolean;
  readonly plan: boolean;
  /** px */
  readonly sideWidth: number;
  readonly planWidth: number;
  readonly layers: PlanLayers;
  /** One of `dwellMinutes`. */
  readonly dwellMinutes: number;
}

const KEY = 'openaisle.pilot.layout';
const usual: Arrangement = {
  ...{ side: true, plan: true, sideWidth: 320, planWidth: 240 },
  ...{ layers: usualLayers, dwellMinutes: 0 },
};

export class PilotLayout {
  #kept = $state.raw<Arrangement>(load());

  get kept(): Arrangement {
    return this.#kept;
  }

  arrange(part: Partial<Arrangement>): void {
    this.#kept = { ...this.#kept, ...part };
    keepChoice(KEY, this.#kept);
  }

  toggle(layer: PlanLayer): void {
    const { layers } = this.#kept;
    this.arrange({ layers: { ...layers, [layer]: !layers[layer] } });
  }
}

function load(): Arrangement {
  const stored = (readChoice(KEY) ?? {}) as Partial<Record<keyof Arrangement, unknown>>;
  const flag = (name: 'side' | 'plan') => (typeof stored[name] === 'boolean' ? stored[name] : usual[name]);
  const size = (name: 'sideWidth' | 'planWidth') =>
    typeof stored[name] === 'number' && stored[name] >= 200 && stored[name] <= 1200 ? stored[name] : usual[name];
  const layers = (typeof stored.layers === 'object' ? stored.layers : {}) as Partial<Record<PlanLayer, unknown>> | null;
  const on = (layer: PlanLayer) => {
    const kept = layers?.[layer];
    return typeof kept === 'boolean' ? kept : usualLayers[layer];
  };
  return {
    ...{ side: flag('side'), plan: flag('plan'), sideWidth: size('sideWidth'), planWidth: size('planWidth') },
    layers: Object.fromEntries(planLayers.map((layer) => [layer, on(layer)])) as Record<PlanLayer, boolean>,
    dwellMinutes: dwellMinutes.find((minutes) => minutes === stored.dwellMinutes) ?? usual.dwellMinutes,
  };
}
