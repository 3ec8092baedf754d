import { IconMicrophoneOff } from '@tabler/icons-react';
import { useState } from 'react';

/** Says that the contact does not hear the agent, and once, unseen, that they do again. */
export function MuteMark({ muted }: { readonly muted: boolean }) {
  const [wasMuted, setWasMuted] = useState(muted);
  if (muted && !wasMuted) setWasMuted(true);
  return (
    <span role="status">
      {muted ? (
        <span className="call-muted">
          <IconMicrophoneOff size={13} aria-hidden /> You are muted ·{' '}
        </span>
      ) : null}
      {wasMuted && !muted ? <span className="unseen">You are heard again</span> : null}
    </span>
  );
}
