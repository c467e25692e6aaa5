import { type BasketParameters, basketDefaults } from '#core/basket/parameters.ts';
import { type FusionParameters, fusionDefaults } from '#core/fusion/parameters.ts';
import { type InteractionParameters, interactionDefaults } from '#core/interaction/parameters.ts';
import { type Parameter, defaultsOf } from '#core/math/parameter.ts';
import { type TrackerSettings, publishedSettings } from '#core/tracking/tracker-settings.ts';
import { defaultTracker } from '#core/tracking/trackers.ts';

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

export const sceneDefaults: SceneSettings = {
  tracking: publishedSettings(defaultTracker),
  fusion: fusionDefaults,
  interaction: interactionDefaults,
  basket: basketDefaults,
  checkout: defaultsOf(checkoutTable),
};
