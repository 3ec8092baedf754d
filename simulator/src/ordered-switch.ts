import type { ActionOf, CallParts, PartOf } from '@outpace/server/ports.ts';
import type { CarrierOrder } from './carrier.ts';

/** The orders of the port as values, for switches that pass every order on in the same way. */
export abstract class OrderedSwitch implements CallParts {
  abstract order(order: CarrierOrder): void;

  originate(order: ActionOf<'originate'>): void {
    this.order(order);
  }

  hangUp = (order: ActionOf<'hang-up'>): void => this.order(order);
  bridge = (order: ActionOf<'bridge'>): void => this.order(order);
  mute = (order: ActionOf<'mute'>): void => this.order(order);
  hold = (order: ActionOf<'hold'>): void => this.order(order);
  sendDigits = (order: ActionOf<'send-digits'>): void => this.order(order);
  playAndRelease = (order: ActionOf<'play-and-release'>): void => this.order(order);
  handOn = (order: ActionOf<'hand-on'>): void => this.order(order);
  record = (order: ActionOf<'record'>): void => this.order(order);
  setAgentPhone = (order: ActionOf<'set-agent-phone'>): void => this.order(order);
  raiseAgent = (order: ActionOf<'raise-agent'>): void => this.order(order);
  dropAgent = (order: ActionOf<'drop-agent'>): void => this.order(order);

  consult = (order: PartOf<'consult'>): void => this.order({ type: 'consult', ...order });
  transfer = (order: PartOf<'transfer'>): void => this.order({ type: 'transfer', ...order });
  conference = (order: PartOf<'conference'>): void => this.order({ type: 'conference', ...order });
  talkWith = (order: PartOf<'talk-with'>): void => this.order({ type: 'talk-with', ...order });
  completeTransfer = (order: PartOf<'complete-transfer'>): void =>
    this.order({ type: 'complete-transfer', ...order });
  endConsultation = (order: PartOf<'end-consultation'>): void =>
    this.order({ type: 'end-consultation', ...order });
  joinAgents = (order: PartOf<'join-agents'>): void =>
    this.order({ type: 'join-agents', ...order });
  partAgents = (order: PartOf<'part-agents'>): void =>
    this.order({ type: 'part-agents', ...order });
  /** Who listens makes no difference to a simulated call. */
  supervise(_order: Parameters<CallParts['supervise']>[0]): void {}
}
