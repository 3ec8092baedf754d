import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { Screens, Switch } from '../ports.ts';

/** Whom the actions of the engine are for. */
export type Hands = {
  readonly carrier: Switch;
  readonly screens: Screens;
  /** Questions to the store, answered by an event. */
  readonly lease: (order: Extract<Action, { type: 'lease-chains' }>) => void;
  readonly leaseNumber: (order: Extract<Action, { type: 'lease-number' }>) => void;
  readonly renew: (order: Extract<Action, { type: 'renew-leases' }>) => void;
  /** A question to somebody outside, answered by an event too. */
  readonly validate: (order: Extract<Action, { type: 'ask-validation' }>) => void;
};

const DIALS: ReadonlySet<Action['type']> = new Set(['originate', 'hand-on']);

const OWN: ReadonlySet<Action['type']> = new Set([
  'lease-chains',
  'lease-number',
  'renew-leases',
  'ask-validation',
  'agent-changed',
  'promises-changed',
  'session-changed',
]);

/**
 * What an action asks of the fence: `dial`: somebody outside is called; `order`: the switch is told
 * something; `none`: it concerns the store, which refuses late owners itself, or our own screens.
 */
export function fencedAs({ type }: Action): 'dial' | 'order' | 'none' {
  if (DIALS.has(type)) return 'dial';
  return OWN.has(type) ? 'none' : 'order';
}

/** Carries one action out. The only place that does. */
export function perform(action: Action, hands: Hands): void {
  const { carrier, screens, lease, leaseNumber, renew, validate } = hands;
  switch (action.type) {
    case 'originate':
      return carrier.originate(action);
    case 'hang-up':
      return carrier.hangUp(action);
    case 'bridge':
      return carrier.bridge(action);
    case 'mute':
      return carrier.mute(action);
    case 'hold':
      return carrier.hold(action);
    case 'send-digits':
      return carrier.sendDigits(action);
    case 'play-and-release':
      return carrier.playAndRelease(action);
    case 'hand-on':
      return carrier.handOn(action);
    case 'record':
      return carrier.record(action);
    case 'consult':
      return carrier.consult(action);
    case 'transfer':
      return carrier.transfer(action);
    case 'conference':
      return carrier.conference(action);
    case 'talk-with':
      return carrier.talkWith(action);
    case 'complete-transfer':
      return carrier.completeTransfer(action);
    case 'end-consultation':
      return carrier.endConsultation(action);
    case 'set-agent-phone':
      return carrier.setAgentPhone(action);
    case 'raise-agent':
      return carrier.raiseAgent(action);
    case 'drop-agent':
      return carrier.dropAgent(action);
    case 'join-agents':
      return carrier.joinAgents(action);
    case 'part-agents':
      return carrier.partAgents(action);
    case 'lease-chains':
      return lease(action);
    case 'lease-number':
      return leaseNumber(action);
    case 'renew-leases':
      return renew(action);
    case 'ask-validation':
      return validate(action);
    case 'agent-changed':
      return screens.agentChanged(action.agentId);
    case 'promises-changed':
      return screens.promisesChanged(action.agentId);
    case 'session-changed':
      return screens.sessionChanged(action.groupId);
    default:
      return unreachable(action);
  }
}
