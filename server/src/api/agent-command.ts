import type { AgentCommand } from '@outpace/engine/event.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';

type DraftBody = Extract<AgentCommandBody, { type: 'save-draft' }>['draft'];

/** JSON has no undefined: `null` on the wire is "not chosen" in the engine. */
export function agentCommand(body: AgentCommandBody): AgentCommand {
  switch (body.type) {
    case 'save-draft':
    case 'mark-done':
      return { ...body, draft: draftOf(body.draft) };
    default:
      return body;
  }
}

const draftOf = (draft: DraftBody): Draft => ({
  callResult: draft.callResult ?? undefined,
  dispositionCode: draft.dispositionCode ?? undefined,
  doNotCall: draft.doNotCall ?? undefined,
  note: draft.note,
});
