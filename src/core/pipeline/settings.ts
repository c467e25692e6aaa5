import { type BasketParameters, basketDefaults } from '#core/basket/parameters.ts';
import { type FusionParameters, fusionDefaults } from '#core/fusion/parameters.ts';
import { type InteractionParameters, interactionDefaults } from '#core/interaction/parameters.ts';
import { type Parameter, defaultsOf } from '#core/math/parameter.ts';
import { type TrackerSettings, publishedSettings } from '#core/tracking/tracker-settings.ts';
import { defaultTracker } from '#core/tracking/tracker-cards.ts';

export const checkoutTable = {
  grace: {
    label: 'Wait with the receipt',
    unit: 's',
    min: 0,
    max: 60,
    default: 5,
    raising: 'Weight that settles slowly or arrives late still reaches the receipt, which is written later.',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export type CheckoutParameters = { readonly [Name in keyof typeof checkoutTable]: number };

/** Everything that can be turned between a sighting and a receipt. */
export interface SceneSettings {
  readonly tracking: TrackerSettings;
  readonly fusion: FusionParameters;
  readonly interaction: InteractionParameters;
  readonly basket: BasketParameters;
  readonly checkout: CheckoutParameters;
}

/** Settings as some release stored them: it did not know all of them yet. */
export type StoredSettings = Pick<SceneSettings, 'tracking'> & {
  readonly [Room in Exclude<keyof SceneSettings, 'tracking'>]: Partial<SceneSettings[Room]>;
};

/** What a new session runs with unless a person chose otherwise. */
export const sceneDefaults: SceneSettings = {
  tracking: publishedSettings(defaultTracker),
  fusion: fusionDefaults,
  interaction: interactionDefaults,
  basket: basketDefaults,
  checkout: defaultsOf(checkoutTable),
};

/** Of runs that were stored before there was any of it: they were followed without. */
const WITHOUT = {
  tails: 0,
  appearance: 0,
  stature: 0,
  unlike: 0,
  rivals: 0,
  undecided: 0,
  clocks: 0,
  lasting: 0,
  moved: 0,
} as const;

/** What the release did not know yet is at its default or, where it would change what happened, off. */
export function completeSettings({ tracking, fusion, interaction, basket, checkout }: StoredSettings): SceneSettings {
  const { tracker } = tracking;
  return {
    tracking: { tracker, parameters: { ...publishedSettings(tracker).parameters, ...tracking.parameters } },
    fusion: { ...sceneDefaults.fusion, ...WITHOUT, ...fusion },
    interaction: { ...sceneDefaults.interaction, ...interaction },
    basket: { ...sceneDefaults.basket, ...basket },
    checkout: { ...sceneDefaults.checkout, ...checkout },
  };
}
