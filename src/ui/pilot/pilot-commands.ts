import type { Command } from '#app/commands.svelte.ts';
import { rememberedOperator } from '#app/operator.ts';
import { takeBack } from '#app/pilot/enter-deed.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { PilotView } from '#app/pilot/pilot-view.svelte.ts';
import { SPEEDS } from '#app/pilot/playback.ts';
import type { Workbench } from '#app/workbench.svelte.ts';
import { m } from '#messages/compiled/messages.js';
import { wholeSpan, zoomSpan } from '#overlay/time-span.ts';
import { lastEntry } from '#ui/pilot/last-entry.ts';
import { closeEvidence } from '#ui/pilot/open-evidence.ts';

/** Everything that can be done in the Pilot workspace, by what its button or its key is called. */
export type PilotCommands = ReturnType<typeof pilotCommands>;

const JUMP = 5_000_000;
const CLOSER = 0.5;

export function pilotCommands(workbench: Workbench, session: PilotSession, look: PilotView) {
  const playback = () => session.playback;
  const seekable = () => playback()?.can.seek === true;
  const play = m.pilot_group_play;
  const find = m.pilot_group_find;
  const show = m.pilot_group_show;
  const speed = (step: 1 | -1) => {
    const now = playback();
    if (now === null) return;
    const next = SPEEDS[SPEEDS.findIndex((each) => each >= now.speed) + step];
    if (next !== undefined) now.setSpeed(next);
  };
  const zoom = (factor: number) => {
    const end = endOf(session);
    const span = look.span ?? wholeSpan(end);
    const head = playback()?.time ?? session.view?.time ?? 0;
    const around = head >= span.from && head <= span.to ? head : (span.from + span.to) / 2;
    look.span = zoomSpan(span, factor, around, end);
  };
  const escape = () => {
    if (look.enlarged !== null) look.enlarged = null;
    else if (session.evidence !== null) closeEvidence(workbench, session);
    else session.select({ interaction: null, shopper: null });
  };
  return {
    stop: {
      id: 'pilot.stop',
      label: m.webcams_stop,
      group: play,
      keys: 'Shift+S',
      enabled: () => session.phase === 'running' && session.live?.stopping === false,
      run: () => workbench.works.cancel(),
    },
    toggle: {
      id: 'pilot.play',
      label: () => (playback()?.playing ? m.pilot_pause() : m.pilot_play()),
      group: play,
      keys: 'Space',
      enabled: () => playback() !== null && (!playback()!.playing || playback()!.can.pause),
      run: () => (playback()?.playing ? playback()?.pause() : playback()?.play()),
    },
    back: {
      id: 'pilot.back',
      label: m.pilot_step_back,
      group: play,
      keys: 'ArrowLeft',
      enabled: seekable,
      run: () => playback()?.step(-1),
    },
    forward: {
      id: 'pilot.forward',
      label: m.pilot_step_forward,
      group: play,
      keys: 'ArrowRight',
      enabled: () => playback()?.can.pause === true,
      run: () => playback()?.step(1),
    },
    jumpBack: {
      id: 'pilot.jump-back',
      label: m.pilot_jump_back,
      group: play,
      keys: 'Shift+ArrowLeft',
      enabled: seekable,
      run: () => playback()?.seek(playback()!.time - JUMP),
    },
    jumpForward: {
      id: 'pilot.jump-forward',
      label: m.pilot_jump_forward,
      group: play,
      keys: 'Shift+ArrowRight',
      enabled: seekable,
      run: () => playback()?.seek(playback()!.time + JUMP),
    },
    start: {
      id: 'pilot.start',
      label: m.pilot_to_start,
      group: play,
      keys: 'Home',
      enabled: seekable,
      run: () => playback()?.seek(0),
    },
    end: {
      id: 'pilot.end',
      label: m.pilot_to_end,
      group: play,
      keys: 'End',
      enabled: seekable,
      run: () => playback()?.seek(playback()!.end),
    },
    slower: {
      id: 'pilot.slower',
      label: m.pilot_slower,
      group: play,
      keys: ',',
      enabled: () => playback()?.can.speed === true,
      run: () => speed(-1),
    },
    faster: {
      id: 'pilot.faster',
      label: m.pilot_faster,
      group: play,
      keys: '.',
      enabled: () => playback()?.can.speed === true,
      run: () => speed(1),
    },
    next: {
      id: 'pilot.next',
      label: m.pilot_next,
      group: find,
      keys: 'n',
      enabled: () => (session.outcome?.interactions.length ?? 0) > 0,
      run: () => workbench.nextInteraction(),
    },
    previous: {
      id: 'pilot.previous',
      label: m.pilot_previous,
      group: find,
      keys: 'p',
      enabled: () => (session.outcome?.interactions.length ?? 0) > 0,
      run: () => workbench.previousInteraction(),
    },
    escape: { id: 'pilot.escape', label: m.pilot_escape, group: find, keys: 'Escape', run: escape },
    takeBack: {
      id: 'pilot.take-back',
      label: m.corrections_take_back_last,
      group: m.pilot_group_change,
      keys: '$mod+Z',
      enabled: () =>
        !workbench.readOnly && session.books !== null && lastEntry(session) !== null && rememberedOperator() !== '',
      run: () => workbench.later(() => takeBack(workbench, session, lastEntry(session)!)),
    },
    who: {
      id: 'pilot.who',
      label: () => m.identity_command({ shopper: session.selection.shopper ?? m.corrections_shopper() }),
      group: m.pilot_group_change,
      keys: 'i',
      enabled: () => session.selection.shopper !== null && visitOf(session, session.selection.shopper) !== null,
      run: () => {
        look.layout.arrange({ side: true });
        session.identifying = session.selection.shopper;
      },
    },
    closer: { id: 'pilot.closer', label: m.pilot_closer, group: show, keys: '+', run: () => zoom(CLOSER) },
    farther: { id: 'pilot.farther', label: m.pilot_farther, group: show, keys: '-', run: () => zoom(1 / CLOSER) },
    whole: { id: 'pilot.whole', label: m.pilot_whole, group: show, keys: '0', run: () => (look.span = null) },
    side: {
      id: 'pilot.side',
      label: m.pilot_toggle_side,
      group: show,
      keys: 'b',
      run: () => look.layout.arrange({ side: !look.layout.kept.side }),
    },
    plan: {
      id: 'pilot.plan',
      label: m.pilot_toggle_plan,
      group: show,
      keys: 'm',
      run: () => look.layout.arrange({ plan: !look.layout.kept.plan }),
    },
  } satisfies Readonly<Record<string, Command>>;
}

/** The visit of who has an account; `null` of who has none. */
const visitOf = ({ outcome }: PilotSession, name: string) =>
  outcome?.visits.find(({ shopper, closed }) => shopper === name && closed !== 'merged') ?? null;

/** Each camera with its number: the first eight. */
export function cameraCommands(session: PilotSession, look: PilotView): readonly Command[] {
  return session.pictures.slice(0, 8).map(({ camera, name }, index) => ({
    id: `pilot.camera.${camera}`,
    label: () => m.pilot_enlarge({ name }),
    group: m.pilot_group_show,
    keys: String(index + 1),
    enabled: () => session.pictures.length > 1,
    run: () => look.enlarge(camera),
  }));
}

/** How long the session is as far as anybody knows, µs. */
export function endOf({ playback, outcome }: PilotSession): number {
  return Math.max(playback?.end ?? 0, outcome?.time ?? 0);
}
