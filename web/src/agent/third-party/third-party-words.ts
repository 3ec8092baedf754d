import type { LastShared } from '@outpace/engine/agents/agent-session.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { ThirdView } from '@outpace/engine/views/interaction-view.ts';
import { formatPhone } from '../../ui/phone-text.ts';

/** The name of an agent, or the number as people read it. */
export const thirdName = ({ name, kind }: ThirdView): string =>
  kind === 'number' ? formatPhone(name) : name;

const PURPOSES = {
  consult: 'Calling',
  transfer: 'Transferring to',
  conference: 'Calling into the conference',
} as const satisfies Readonly<Record<ThirdView['purpose'], string>>;

/** What is going on with the third party, in one sentence. */
export function thirdWords(third: ThirdView, contact: string): string {
  const who = thirdName(third);
  if (third.state !== 'there') {
    const rings = third.state === 'ringing' ? ' It rings.' : '';
    return `${PURPOSES[third.purpose]} ${who}.${rings}`;
  }
  if (third.takesOver) return `Handing ${contact} over to ${who}.`;
  switch (third.side) {
    case 'target':
      return `You talk with ${who}. ${contact} hears music.`;
    case 'customer':
      return `You talk with ${contact}. ${who} hears music.`;
    case 'both':
      return `You, ${contact} and ${who} hear each other.`;
  }
}

/** What an agent who was called in reads of the call. */
export function guestWords({ ownerName, contactName, phone, third }: InteractionView): string {
  const contact = contactName || formatPhone(phone);
  if (third?.state !== 'there') return `${ownerName} calls you about ${contact}.`;
  switch (third.side) {
    case 'target':
      return `You talk with ${ownerName}. ${contact} hears music.`;
    case 'customer':
      return `${ownerName} talks with ${contact}. You hear music.`;
    case 'both':
      return `You, ${ownerName} and ${contact} hear each other.`;
  }
}

/** The one line after a call that another agent had a part in. */
export function sharedWords({ contactName, phone, how, agentName }: LastShared): string {
  const contact = contactName || formatPhone(phone);
  switch (how) {
    case 'taken-over':
      return `${contact} was handed over to ${agentName}, with everything you had entered.`;
    case 'finished':
      return `The call with ${contact} was finished by ${agentName}.`;
    case 'consulted':
      return `${agentName} goes on with ${contact} without you.`;
  }
}
