import type { CallParts } from '../../ports.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, putTalk } from './exchange.ts';
import { settleCall, settleLine } from './settle.ts';

/** A supervisor listens, whispers, joins in, or leaves. Their leg may still be on its way. */
export function supervise(x: Exchange, order: Parameters<CallParts['supervise']>[0]): void {
  const { attemptId, supervisorId, how } = order;
  const call = answeredCall(x, attemptId);
  if (call === undefined) return;
  const supervisors = new Map(call.talk.supervisors);
  if (how === 'stop') supervisors.delete(supervisorId);
  else supervisors.set(supervisorId, how);
  putTalk(x, call, how === 'barge' ? { supervisors, room: 'own' } : { supervisors });
  settleCall(x, attemptId);
  settleLine(x, supervisorId);
}
