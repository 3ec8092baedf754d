import type {
  AgentView,
  DialingView,
  InteractionView,
  InternalView,
  OfferView,
} from '@outpace/engine/views/agent-view.ts';
import { reasonLabel } from './status/status-text.ts';

/** As much of the view as is said aloud. */
export type Spoken = {
  readonly status: Pick<AgentView['status'], 'phase' | 'reason'>;
  readonly reasons: AgentView['reasons'];
  readonly offer?:
    | (Pick<OfferView, 'contactName' | 'phone' | 'campaignName'> &
        Partial<Pick<OfferView, 'callback'>>)
    | undefined;
  readonly dialing?: Pick<DialingView, 'contactName' | 'phone' | 'phase'> | undefined;
  readonly internal?: Pick<InternalView, 'name' | 'role' | 'state'> | undefined;
  readonly interaction?:
    | (Pick<InteractionView, 'contactName' | 'phone' | 'phase'> &
        Partial<Pick<InteractionView, 'recallWaits'>>)
    | undefined;
};

/** What a screen reader says when the call goes on; one short sentence, empty when nothing is. */
export function announcement(spoken: Spoken): string {
  const { status, reasons, offer, dialing, interaction, internal } = spoken;
  if (internal) return internalAnnouncement(internal);
  if (interaction) return callAnnouncement(interaction);
  if (offer) return offerAnnouncement(offer);
  if (dialing) {
    const who = dialing.contactName || dialing.phone;
    if (dialing.phase === 'validating') return `Checking whether ${who} may be called`;
    return dialing.phase === 'dialing' ? `Dialing ${who} for you` : `Ringing at ${who} for you`;
  }
  if (status.phase === 'ready') return 'You are Ready';
  if (status.phase !== 'not-ready') return '';
  const { reason } = status;
  return reason === undefined
    ? 'You are Not Ready'
    : `You are Not Ready: ${reasonLabel(reason, reasons)}`;
}

function internalAnnouncement({ name, role, state }: NonNullable<Spoken['internal']>): string {
  if (state === 'talking') return `You talk with ${name}`;
  return role === 'caller' ? `Ringing at ${name}` : `${name} calls you`;
}

function offerAnnouncement({
  contactName,
  phone,
  campaignName,
  callback,
}: NonNullable<Spoken['offer']>): string {
  const what = callback === undefined ? 'Record' : 'Callback';
  return `${what} offered: ${contactName || phone}, ${campaignName}`;
}

function callAnnouncement({
  contactName,
  phone,
  phase,
  recallWaits,
}: NonNullable<Spoken['interaction']>): string {
  const who = contactName || phone;
  if (recallWaits === true) return `Waiting for your phone, then ${who} is called again`;
  switch (phase) {
    case 'engaging':
      return `You are on the line and hear music. Waiting for ${who || 'a contact'}`;
    case 'dialing':
      return `Dialing ${who}`;
    case 'ringing':
      return `Ringing at ${who}`;
    case 'connected':
      return `Connected with ${who}`;
    case 'on-hold':
      return `${who} is on hold and hears music`;
    case 'consulting':
      return `Consulting about ${who}`;
    case 'conference':
      return `In conference with ${who}`;
    case 'reconnecting':
      return `Your phone lost the call with ${who}. Connecting again`;
    case 'wrap-up':
      return `Call ended. After call work for ${who}`;
  }
}
