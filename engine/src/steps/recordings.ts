import { unreachable } from '../basics/assert.ts';
import type { Millis } from '../basics/time.ts';
import type { SaveRecording } from '../effect.ts';
import { putInteraction, putSession, sessionOf } from '../entities.ts';
import type { RecordingEvent } from '../event.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { RecordingOrder } from '../interactions/recording.ts';
import { failedRecording, isChosen, ordered } from '../interactions/recording.ts';
import type { Turn } from '../turn.ts';

/** At the beginning of a conversation: recorded if the campaign wants this one. */
export function beginRecording(turn: Turn, interaction: Interaction): void {
  const session = sessionOf(turn.state, interaction.groupId);
  const { connects } = session;
  putSession(turn, { ...session, connects: connects + 1 });
  if (!isChosen(session.plan.voice.recording, connects)) return;
  const recording = { state: 'on', why: 'campaign', since: turn.at } as const;
  putInteraction(turn, { ...interaction, recording });
  order(turn, interaction, 'start');
}

/** An order of the agent that has been found allowed. */
export function record(turn: Turn, interaction: Interaction, what: RecordingOrder): void {
  const recording = ordered(interaction.recording, what, turn.at);
  putInteraction(turn, { ...interaction, recording });
  order(turn, interaction, what);
}

function order(turn: Turn, interaction: Interaction, what: RecordingOrder): void {
  const { attemptId, id: interactionId, groupId } = interaction;
  const { announcement } = sessionOf(turn.state, groupId).plan.voice.recording;
  turn.effects.push({ type: 'record', attemptId, interactionId, what, announcement });
}

/** The file is the switch's; that it is there, and how it ended, is kept. */
export function onRecording(turn: Turn, event: RecordingEvent): void {
  const known = turn.state.interactions.get(event.interactionId);
  // What is said late of a call says nothing of the one that followed it.
  const interaction = known?.attemptId === event.attemptId ? known : undefined;
  switch (event.state) {
    case 'started':
      // Said late, of a recording that is over, it must not undo what was said of the end.
      if (interaction !== undefined && isRunning(interaction)) save(turn, event, 'recording');
      return;
    case 'finished':
      return save(turn, event, 'kept', event.durationMs);
    case 'failed':
      save(turn, event, 'failed');
      if (interaction === undefined) return;
      return putInteraction(turn, {
        ...interaction,
        recording: failedRecording(interaction.recording),
      });
    default:
      return unreachable(event);
  }
}

const isRunning = ({ recording: { state } }: Interaction): boolean =>
  state === 'on' || state === 'paused';

function save(
  turn: Turn,
  { attemptId, interactionId, file }: RecordingEvent,
  state: SaveRecording['state'],
  durationMs: Millis | undefined = undefined,
): void {
  const { at } = turn;
  const call = { attemptId, interactionId, file };
  turn.effects.push({ type: 'save-recording', ...call, state, at, durationMs });
}
