import type { Fate, UnmetResult } from '../adoption.ts';
import {
  closedAttempt,
  closedInteraction,
  detectedResult,
  fateOf,
  unmetChain,
} from '../adoption.ts';
import { unreachable } from '../basics/assert.ts';
import { ok } from '../basics/result.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { keysFor } from '../calling-lists/suppression.ts';
import { chainWrite } from '../chain-write.ts';
import { isNoPerson } from '../dialing/past-answers.ts';
import * as life from '../dialing/session-life.ts';
import type { Survey } from '../dialing/surviving-leg.ts';
import { surveyOf } from '../dialing/surviving-leg.ts';
import { putSession, rememberEnded } from '../entities.ts';
import type {
  RecoveredAttempt,
  RecoveredInteraction,
  RecoveredSession,
  StoreEvent,
} from '../event.ts';
import { outcomeOfDraft } from '../interactions/disposition.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { adopt, adoptTransfer } from './adopt.ts';
import { count } from './place.ts';
import { releaseStrangers } from './reconcile.ts';
import { saveSession } from './supervisor-commands.ts';
import { addKeys } from './suppress.ts';

type Recovered = Extract<StoreEvent, { type: 'recovered' }>;

/** What an earlier epoch left behind: groups come back, who talks goes on, the rest is closed. */
export function onRecovered(turn: Turn, recovered: Recovered): void {
  const { attempts, sessions, answered = [], legs } = recovered;
  const isAsked = legs !== undefined;
  const survey = surveyOf(legs ?? []);
  turn.state.isSwitchUp = isAsked;
  for (const session of sessions) reload(turn, session);
  for (const found of attempts) {
    const leg = survey.customers.get(found.attemptId);
    recover(turn, found, fateOf(found, leg, isAsked), survey);
  }
  releaseStrangers(turn, survey);
  for (const { commandId, done } of answered) turn.state.answered.set(commandId, ok({ done }));
}

function recover(turn: Turn, found: RecoveredAttempt, fate: Fate, survey: Survey): void {
  switch (fate.type) {
    case 'adopt': {
      // An agent has one conversation: a second one can only be a leg that was never released.
      if (!turn.state.agents.has(fate.agentId)) return adopt(turn, found, fate, survey);
      const { interaction } = fate;
      if (interaction !== undefined) return closeTalk(turn, found, interaction, false);
      return closeUnmet(turn, found, detectedResult(found.treated) ?? 'switch-error', true);
    }
    case 'transferring':
      return adoptTransfer(turn, found, fate.treated);
    case 'over':
      return closeTalk(turn, found, fate.interaction, fate.isHandedOn);
    case 'unmet':
      return closeUnmet(turn, found, fate.result, fate.result !== 'switch-error');
    default:
      return unreachable(fate);
  }
}

function reload(turn: Turn, found: RecoveredSession): void {
  const session = life.reload(found, turn.at, turn.state.limits.leaseMs);
  putSession(turn, session);
  saveSession(turn, session, found.run ? 'running' : 'active', 'restart');
}

/**
 * Nobody has talked with anybody. A person who heard the message, or hears it now, is treated as
 * any other who did; where the phone may have rung and nobody knows, the record rests.
 */
function closeUnmet(
  turn: Turn,
  found: RecoveredAttempt,
  result: UnmetResult,
  wasAnswered: boolean,
): void {
  const { state, at } = turn;
  const { chain, plan, groupId, interaction } = found;
  const { recoveryRedialMs } = state.limits;
  turn.effects.push(closedAttempt(found, result, at));
  rememberEnded(state, found.attemptId, {
    message: plan.abandonMessage,
    wasAnswered,
    ...(isNoPerson(result) ? { isNobodys: true } : {}),
    // Where the switch could not be asked, it may be with its destination all the same.
    ...(found.treated?.treatment === 'transfer' ? { isHandedOn: true } : {}),
  });
  const after = unmetChain(found, result, recoveryRedialMs, at);
  turn.effects.push({ type: 'save-chain', chainId: chain.id, ...after });
  if (interaction !== undefined) {
    const { dispositionCode, note } = interaction.draft;
    const said = { callResult: result, dispositionCode, doNotCall: undefined, note };
    turn.effects.push(closedInteraction(interaction, said, at));
  }
  if (result !== 'dropped' || !state.sessions.has(groupId)) return;
  count(turn, groupId, 'liveAnswers');
  count(turn, groupId, 'abandoned');
}

/** A conversation is over, or nobody can tell: what had been entered becomes fact. */
function closeTalk(
  turn: Turn,
  found: RecoveredAttempt,
  interaction: RecoveredInteraction,
  isHandedOn: boolean,
): void {
  const { at } = turn;
  const { chain, plan } = found;
  const { id, agentId, draft } = interaction;
  const detected = detectedResult(found.treated);
  turn.effects.push(closedAttempt(found, detected ?? 'answer', at));
  const ended = { message: plan.abandonMessage, wasAnswered: true };
  rememberEnded(turn.state, found.attemptId, isHandedOn ? { ...ended, isHandedOn } : ended);
  const record = recordToDial(chain);
  const { suppressed } = turn.state;
  const circumstances = { plan, chain, suppressed, takenBack: undefined, at };
  const said = outcomeOfDraft(
    { ...circumstances, newId: nextRecordId(turn.state) },
    { draft, agentId, recordId: record.id, endedAt: at, unmet: detected },
  );
  const { callResult, doNotCall } = said;
  const { dispositionCode, note } = draft;
  const words = { callResult, dispositionCode, doNotCall, note };
  turn.effects.push(closedInteraction(interaction, words, at));
  turn.effects.push(chainWrite(chain, found.groupId, said.after));
  if (doNotCall === undefined) return;
  const asked = { by: agentId, interactionId: id, reason: 'asked in a call' };
  addKeys(turn, keysFor(chain, record.phone, doNotCall), asked);
}
