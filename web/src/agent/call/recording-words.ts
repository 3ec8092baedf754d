import type { Recording } from '@outpace/engine/interactions/recording.ts';

const BY = { campaign: 'by campaign', agent: 'by you' } as const;

/** Whether this is recorded, and who wanted it; undefined: it is not, and nobody wanted it. */
export function recordingWords(recording: Recording): string | undefined {
  switch (recording.state) {
    case 'off':
      return undefined;
    case 'on':
      return `Recorded ${BY[recording.why]}`;
    case 'paused':
      return 'Recording paused: silence';
    case 'failed':
      return 'Recording failed';
  }
}

/** What that means for the agent, in a sentence. */
export function recordingSentence(recording: Recording): string {
  switch (recording.state) {
    case 'off':
      return 'This call is not recorded.';
    case 'on':
      return recording.why === 'campaign'
        ? 'The campaign has this call recorded.'
        : 'You have this call recorded.';
    case 'paused':
      return 'What is said now is not kept; the recording has silence for as long.';
    case 'failed':
      return 'The switch could not record. The call goes on without.';
  }
}
