import type { Command } from '#app/commands.svelte.ts';
import type { PilotView } from '#app/pilot/pilot-view.svelte.ts';
import type { PlanLayer } from '#app/pilot/plan-layers.ts';
import { m } from '#messages/compiled/messages.js';

const keys = { footprints: 'f', blind: 'x', dwell: 'h', sight: 'l', doubt: 'u', tracks: 't' } as const;

/** Each turns a layer of the floor plan, or the cameras' tracks below the timeline, on or off. */
export function layerCommands(look: PilotView): Readonly<Record<PlanLayer, Command>> {
  const command = (layer: PlanLayer, label: Command['label']): Command => ({
    id: `pilot.layer.${layer}`,
    label,
    group: m.pilot_group_show,
    keys: keys[layer],
    run: () => look.layout.toggle(layer),
  });
  return {
    footprints: command('footprints', m.plan_layer_footprints),
    blind: command('blind', m.plan_layer_blind),
    dwell: command('dwell', m.plan_layer_dwell),
    sight: command('sight', m.plan_layer_sight),
    doubt: command('doubt', m.plan_layer_doubt),
    tracks: command('tracks', m.plan_tracks),
  };
}
