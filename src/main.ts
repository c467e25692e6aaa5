import { mount } from 'svelte';
import { Workbench } from '#app/workbench.svelte.ts';
import { Preferences } from '#app/preferences.svelte.ts';
import { problemOf } from '#app/problem.ts';
import { openModelCache } from '#storage/model-cache.ts';
import { passingSpeedStore } from '#storage/passing-speed-store.ts';
import { openSessionStore } from '#storage/session-store.ts';
import { openSpeedStore } from '#storage/speed-store.ts';
import App from '#ui/App.svelte';
import NoStore from '#ui/NoStore.svelte';
import NoTexts from '#ui/NoTexts.svelte';
import { startOffline } from '#workers/offline/client.ts';
import { startPerceiver } from '#workers/perceive/client.ts';
import { startRecorder } from '#workers/record/client.ts';
import { startScene } from '#workers/scene/client.ts';
import { startWalkSolver } from '#workers/walk/client.ts';
import { startScorer } from '#workers/score/client.ts';

const target = document.getElementById('app')!;
const preferences = new Preferences();
const opening = Promise.all([
  openSessionStore(),
  openModelCache(),
  // Losing measurements costs three seconds: no reason not to open the page.
  openSpeedStore().catch(passingSpeedStore),
]);
opening.catch(() => undefined); // told below, once there are words for it
try {
  await preferences.apply();
  await start();
} catch {
  mount(NoTexts, { target });
}

async function start(): Promise<void> {
  try {
    const [store, models, speeds] = await opening;
    const workbench = new Workbench({
      store,
      models,
      speeds,
      packGraphModel: async (modelJson, shards, entry) =>
        (await import('#engines/graph-model/pack.ts')).packGraphModel(modelJson, shards, entry),
      startPerceiver,
      startScene,
      startScorer,
      startWalkSolver,
      startSynthesizer: async () => (await import('#workers/synth/client.ts')).startSynthesizer(),
      startRecorder,
      startOffline,
    });
    mount(App, { target, props: { workbench, preferences } });
    // While developing, what is served is what was written last. Beside the rest: cameras may be waited for there.
    if (import.meta.env.PROD) void workbench.startOffline();
    await workbench.start();
  } catch (error) {
    mount(NoStore, { target, props: { problem: problemOf(error) } });
  }
}
