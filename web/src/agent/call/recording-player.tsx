import { ActionIcon } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { recordingPath } from './recording-path.ts';

type Props = {
  readonly interactionId: string;
  readonly attemptId: string;
  /** Whose, or of when: what tells it from the others in the list. */
  readonly of: string;
};

/** A recording to hear or to keep. Nothing is fetched before somebody asks: each time is noted. */
export function RecordingPlayer({ interactionId, attemptId, of }: Props) {
  const [isOpen, setOpen] = useState(false);
  const path = recordingPath(interactionId, attemptId);
  const what = `recording of ${of}`;
  return (
    <span className="recording-player">
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={isOpen ? `Close ${what}` : `Play ${what}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <IconX size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
      </ActionIcon>
      <ActionIcon
        component="a"
        href={path}
        download
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`Download ${what}`}
      >
        <IconDownload size={14} aria-hidden />
      </ActionIcon>
      {isOpen ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said.
        <audio className="recording-sound" src={path} controls autoPlay aria-label={what} />
      ) : null}
    </span>
  );
}
