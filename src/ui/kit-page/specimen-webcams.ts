/** The choice of cameras, stopped where an example needs it: nobody is asked, nothing is opened. */
import { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { listSimulated } from '#app/pilot/simulated-shop.ts';
import type { Workbench } from '#app/workbench.svelte.ts';
import { m } from '#messages/compiled/messages.js';

class SpecimenSetup extends LiveSetup {
  override ask(): Promise<void> {
    return Promise.resolve();
  }
  override choose(): void {}
}

/** @param states - One a camera; none while no camera is known. @param simulated - Of the simulated ones, which are off when left out. */
export function specimenSetup(
  { rooms }: Workbench,
  access: LiveSetup['access'],
  states: readonly SetupCamera['state'][] = [],
  simulated: readonly SetupCamera['state'][] = [],
): LiveSetup {
  const nameOf = (number: number) => m.webcams_default_name({ number });
  const setup = new SpecimenSetup(rooms, nameOf);
  setup.access = access;
  setup.cameras = states.map((state, index) => {
    const camera = new SetupCamera(`${index}`, `USB 2.0 Camera ${index + 1}`, nameOf(index + 1), null);
    camera.state = state;
    return camera;
  });
  setup.simulated = listSimulated().map(({ id, label }, index) => {
    const camera = new SetupCamera(id, label, label, null);
    camera.state = simulated[index] ?? 'off';
    return camera;
  });
  return setup;
}
