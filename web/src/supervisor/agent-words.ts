import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';
import { SYSTEM_REASONS } from '@outpace/protocol/tables.ts';
import { STATUS_WORDS } from '../ui/status-words.ts';

const SYSTEM_LABELS: ReadonlyMap<string, string> = new Map(Object.entries(SYSTEM_REASONS));

/** The reason of Not Ready; the administrator's codes are read as they are. */
export function reasonText({ phase, reason }: Pick<AgentRow, 'phase' | 'reason'>) {
  if (phase !== 'not-ready' || reason === undefined || reason === null) return undefined;
  const known = SYSTEM_LABELS.get(reason);
  if (known !== undefined) return known;
  const words = reason.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const PENDING_WORDS: ReadonlyMap<string, string> = new Map([
  ['ready', STATUS_WORDS.ready],
  ['not-ready', STATUS_WORDS['not-ready']],
  ['logged-off', STATUS_WORDS['logged-off']],
]);

/** What the agent becomes when nothing is held any more. */
export function pendingText(pending: AgentRow['pending']): string | undefined {
  if (pending === undefined || pending === null) return undefined;
  return `then ${PENDING_WORDS.get(pending) ?? pending}`;
}
