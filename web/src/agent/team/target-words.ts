import type { TeamTarget } from '@outpace/protocol/team.ts';
import { formatPhone } from '../../ui/phone-text.ts';
import { STATUS_WORDS } from '../../ui/status-words.ts';

/** Who it is, on the first line. */
export const targetName = (target: TeamTarget): string =>
  target.kind === 'number' ? target.name || formatPhone(target.id) : target.name;

/** What is known of them, on the second. */
export function targetDetail(target: TeamTarget): string {
  switch (target.kind) {
    case 'agent':
      return STATUS_WORDS[target.state];
    case 'group':
      return `${target.ready} ready of ${target.loggedOn} logged on`;
    case 'number': {
      const parts = [
        target.name === '' ? '' : formatPhone(target.id),
        target.listName,
        target.suppressed ? 'Do not call' : '',
      ].filter((part) => part !== '');
      return parts.length === 0 ? 'Typed number' : parts.join(' · ');
    }
  }
}

/** One key for a target among all kinds. */
export const targetKey = ({ kind, id }: TeamTarget): string => `${kind} ${id}`;
