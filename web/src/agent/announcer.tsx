import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState } from 'react';
import { announcement } from './announcement.ts';
import { isTyping } from './keys/keys.ts';

/** Says each step of the work once to those who do not see it. */
export function Announcer({ view }: { readonly view: AgentView }) {
  const [said, setSaid] = useState('');
  const text = announcement(view);
  const isOffer = view.offer !== undefined && view.interaction === undefined;
  useEffect(() => {
    // An offer takes the focus unless somebody is typing, and what has the focus is read anyway.
    setSaid(isOffer && !isTyping(document.activeElement) ? '' : text);
  }, [text, isOffer]);
  return (
    <p className="unseen" role="status" aria-label="Announcements">
      {said}
    </p>
  );
}
