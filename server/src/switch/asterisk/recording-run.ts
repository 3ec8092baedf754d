import type { AttemptId, InteractionId, SiteId } from '@outpace/engine/basics/ids.ts';
import { interactionId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { elapsed, millis } from '@outpace/engine/basics/time.ts';
import type { RecordingAnnouncement } from '@outpace/engine/campaigns/voice.ts';

/**
 * The recording of one call, in one file, in one or more pieces.
 *
 *   opening → on → stopping → off → opening …
 */
export type RecordingRun = {
  readonly interactionId: InteractionId;
  /** Its name on the switch, without an ending; folders are parts of it. */
  readonly file: string;
  /** The leg that carries it. */
  readonly legId: string;
  readonly announcement: RecordingAnnouncement;
  readonly isPaused: boolean;
  /** Pieces before this one. */
  readonly recordedMs: Millis;
  /** To be started again as soon as this piece is finished. */
  readonly again: boolean;
} & (
  | { readonly phase: 'opening' | 'off' }
  /** `startedAt` is not known of a piece that another process began. */
  | { readonly phase: 'on' | 'stopping'; readonly startedAt: Instant | undefined }
);

type RecordedCall = { readonly attemptId: AttemptId; readonly interactionId: InteractionId };

/**
 * One file per call, in folders by site and month, so that none grows without end. A conversation
 * in which the person is called again has several, and none replaces another.
 */
export function recordingFile(
  site: SiteId,
  { attemptId, interactionId }: RecordedCall,
  at: Instant,
): string {
  const month = new Date(at).toISOString().slice(0, 7);
  return `${site}/${month}/${interactionId}_${attemptId}`;
}

/** Whose conversation a file is of, for a process that did not begin it. */
export function recordedInteraction(file: string): InteractionId {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const [id = name] = name.split('_');
  return interactionId(id);
}

/** All pieces with the one that has just ended, which the switch itself knows to the second. */
export function durationAfter(run: RecordingRun, at: Instant, seconds: number | undefined): Millis {
  const isRunning = run.phase === 'on' || run.phase === 'stopping';
  const startedAt = isRunning ? run.startedAt : undefined;
  const piece = startedAt === undefined ? (seconds ?? 0) * 1_000 : elapsed(startedAt, at);
  return millis(run.recordedMs + piece);
}
