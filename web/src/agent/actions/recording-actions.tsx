import {
  IconPlayerPauseFilled,
  IconPlayerRecordFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import type { Acted, ActionOf } from './interaction-action.tsx';

const start: ActionOf = {
  action: 'start-recording',
  label: () => 'Record',
  icon: () => <IconPlayerRecordFilled size={15} aria-hidden />,
  command: ({ id }) => ({ type: 'record', interactionId: id, what: 'start' }),
};

const pause: ActionOf = {
  action: 'pause-recording',
  label: ({ recording }) => (recording.state === 'paused' ? 'Resume recording' : 'Pause recording'),
  icon: ({ recording }) =>
    recording.state === 'paused' ? (
      <IconPlayerRecordFilled size={15} aria-hidden />
    ) : (
      <IconPlayerPauseFilled size={15} aria-hidden />
    ),
  command: ({ id, recording }) => ({
    type: 'record',
    interactionId: id,
    what: recording.state === 'paused' ? 'resume' : 'pause',
  }),
};

const stop: ActionOf = {
  action: 'stop-recording',
  label: () => 'Stop recording',
  icon: () => <IconPlayerStopFilled size={15} aria-hidden />,
  command: ({ id }) => ({ type: 'record', interactionId: id, what: 'stop' }),
};

/**
 * What can be done with the recording as it stands: begin it, or go on with the one there is. Where
 * there are two, they show their icons alone, so that the toolbar keeps to one row.
 */
export function recordingActions({ recording }: Pick<Acted, 'recording'>): readonly ActionOf[] {
  switch (recording.state) {
    case 'off':
    case 'failed':
      return [start];
    case 'on':
    case 'paused':
      return [pause, stop];
  }
}
