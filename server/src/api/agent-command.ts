import type { AgentId, CommandId } from '@outpace/engine/basics/ids.ts';
import type { LocalTime } from '@outpace/engine/basics/local-time.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { CallbackWish, NumberChoice } from '@outpace/engine/calling-lists/callback.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import type {
  CallbackWishBody,
  LocalTimeBody,
  NumberChoiceBody,
} from '@outpace/protocol/callbacks.ts';
import { ownCommandId } from './command-id.ts';
import type { DialerPort } from './dialer-port.ts';

type DraftBody = Extract<AgentCommandBody, { type: 'save-draft' }>['draft'];

/** Passes an agent's command on, by socket and by REST alike. */
export async function agentCommand(
  dialer: Pick<DialerPort, 'agentCommand'>,
  agentId: AgentId,
  id: CommandId,
  body: AgentCommandBody,
): Promise<CommandOutcome> {
  const command = parseAgentCommand(body);
  if (!command.ok) return command;
  return dialer.agentCommand(agentId, ownCommandId(agentId, id), command.value);
}

/**
 * JSON has no undefined: `null` on the wire is "not chosen" in the engine. A number is read here,
 * for past this door every number is one; what is none is refused.
 */
export function parseAgentCommand(body: AgentCommandBody): Result<AgentCommand, Refusal> {
  switch (body.type) {
    case 'save-draft':
    case 'mark-done': {
      const draft = draftOf(body.draft);
      return draft.ok ? ok({ ...body, draft: draft.value }) : draft;
    }
    case 'recall': {
      const to = numberChoice(body.to);
      return to.ok ? ok({ ...body, to: to.value }) : to;
    }
    default:
      return ok(body);
  }
}

function draftOf({ callback, ...draft }: DraftBody): Result<Draft, Refusal> {
  const said = {
    callResult: draft.callResult ?? undefined,
    dispositionCode: draft.dispositionCode ?? undefined,
    doNotCall: draft.doNotCall ?? undefined,
    note: draft.note,
  };
  // Left out, null and undefined all say that nothing was promised.
  if (callback === undefined || callback === null) return ok(said);
  const wish = callbackWish(callback);
  return wish.ok ? ok({ ...said, callback: wish.value }) : wish;
}

export function callbackWish({ time, kind, to }: CallbackWishBody): Result<CallbackWish, Refusal> {
  const choice = numberChoice(to);
  return choice.ok ? ok({ time: localTime(time), kind, to: choice.value }) : choice;
}

const localTime = ({ local, zone, reading }: LocalTimeBody): LocalTime => ({
  local,
  zone,
  reading: reading ?? undefined,
});

function numberChoice(to: NumberChoiceBody): Result<NumberChoice, Refusal> {
  if (to.kind === 'record') return ok(to);
  const phone = parsePhoneNumber(to.phone);
  return phone.ok
    ? ok({ kind: to.kind, phone: phone.value })
    : fail(refusal('NUMBER_INVALID', to.phone));
}
