/** A camera of a simulated store: the twin of a webcam, whose stream shows what happens there as time goes by. */

export interface SimulatedCameraOptions {
  /** Draws what the camera sees now; the next picture is asked for when this one is shown. */
  readonly look: () => Promise<VideoFrame>;
  /** Called once when nothing more is drawn: the stream was closed, or `look` failed. */
  readonly closed: () => void;
}

/** How pictures get into a track. */
interface Shown {
  readonly track: MediaStreamTrack;
  /** @param frame - Taken over. */
  readonly show: (frame: VideoFrame) => Promise<void>;
}

/** Chromium has it, on the page's own thread; the standard library's types do not. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
declare const MediaStreamTrackGenerator: (new (init: { kind: 'video' }) => TrackGenerator) | undefined;

/**
 * Resolves with the first picture. The stream is closed as that of a webcam is, with `closeCamera`, and ends like that of one which is
 * unplugged when a picture cannot be drawn. By `MediaStreamTrackGenerator`, which also goes on while the tab is hidden; where
 * there is none from a canvas.
 *
 * @throws As `look`, when there is no first picture.
 */
export async function openSimulatedCamera({ look, closed }: SimulatedCameraOptions): Promise<MediaStream> {
  const first = await look().catch((error: unknown) => {
    closed();
    throw error;
  });
  const { displayWidth: width, displayHeight: height } = first;
  const shown = typeof MediaStreamTrackGenerator === 'undefined' ? drawn(width, height) : generated();
  // A webcam's track knows its size; one that a program feeds says nothing of it in some browsers.
  Object.assign(shown.track, { getSettings: () => ({ width, height }) });
  void feed(first, shown, look).finally(closed);
  return new MediaStream([shown.track]);
}

async function feed(first: VideoFrame, { track, show }: Shown, look: () => Promise<VideoFrame>): Promise<void> {
  let frame = first;
  try {
    while (track.readyState === 'live') {
      await show(frame);
      frame = await look();
    }
  } catch {
    if (track.readyState === 'ended') return; // closed while it was drawn
    track.stop();
    // Browsers say so of a camera that is unplugged, and not of a track that is stopped.
    track.dispatchEvent(new Event('ended'));
  } finally {
    frame.close();
  }
}

function generated(): Shown {
  const track = new MediaStreamTrackGenerator!({ kind: 'video' });
  const writer = track.writable.getWriter();
  return { track, show: (frame) => writer.write(frame) };
}

function drawn(width: number, height: number): Shown {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  const track = canvas.captureStream(0).getVideoTracks()[0] as CanvasCaptureMediaStreamTrack;
  return {
    track,
    show: async (frame) => {
      context.drawImage(frame, 0, 0);
      frame.close();
      track.requestFrame();
    },
  };
}
