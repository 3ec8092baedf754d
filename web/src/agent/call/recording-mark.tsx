import { Tooltip } from '@mantine/core';
import type { Recording } from '@outpace/engine/interactions/recording.ts';
import {
  IconAlertTriangle,
  IconPlayerPauseFilled,
  IconPlayerRecordFilled,
} from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { recordingSentence, recordingWords } from './recording-words.ts';

/** Whether this is recorded, on whose wish, and since when; nothing when it is not. */
export function RecordingMark({ recording }: { readonly recording: Recording }) {
  const words = recordingWords(recording);
  if (words === undefined) return null;
  return (
    <Tooltip label={recordingSentence(recording)}>
      <span className="recording-mark" data-state={recording.state} role="status">
        <RecordingIcon state={recording.state} />
        {words}
        {'since' in recording ? (
          <span className="dim" aria-hidden>
            <Clock since={recording.since} />
          </span>
        ) : null}
      </span>
    </Tooltip>
  );
}

function RecordingIcon({ state }: Pick<Recording, 'state'>) {
  switch (state) {
    case 'off':
      return null;
    case 'on':
      return <IconPlayerRecordFilled size={12} aria-hidden />;
    case 'paused':
      return <IconPlayerPauseFilled size={12} aria-hidden />;
    case 'failed':
      return <IconAlertTriangle size={13} aria-hidden />;
  }
}
