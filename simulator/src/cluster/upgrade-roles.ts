import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { type Next, nextCommand } from '../crash/quick-agents.ts';

/** What an agent is at while their server is upgraded. */
export type Role = 'talks' | 'writes' | 'works';

type Work = (view: AgentView, run: string, isOver: boolean) => Next | undefined;

/**
 * Who `talks` stays in the first call, with a note in the draft; who `writes` ends it and stays
 * with the note; who `works` goes from call to call. Once it is over, everybody ends and says done
 * to what they have, with the note that their page shows.
 */
export function workAs(role: Role): Work {
  return (view, run, isOver) => {
    const { interaction } = view;
    if (interaction === undefined) return nextCommand(view, run);
    const { id: interactionId, phase, draft } = interaction;
    const mayEnd = isOver || role !== 'talks';
    const mayFinish = isOver || role === 'works';
    const note = `${role} about ${interactionId}`;
    const isNoted = draft.note === note;
    if (!isNoted && (phase === 'wrap-up' || !mayEnd) && phase !== 'engaging') {
      const command = { type: 'save-draft', interactionId, draft: withNote(note) } as const;
      return { once: `note ${interactionId} ${phase}`, command };
    }
    if (phase === 'connected' && mayEnd) {
      return { once: `end ${interactionId}`, command: { type: 'end-call', interactionId } };
    }
    if (phase !== 'wrap-up' || !mayFinish) return undefined;
    const command = { type: 'mark-done', interactionId, draft: withNote(draft.note) } as const;
    return { once: `done ${interactionId}`, command };
  };
}

const withNote = (note: string) => ({
  ...{ callResult: undefined, dispositionCode: undefined, doNotCall: undefined },
  note,
});
