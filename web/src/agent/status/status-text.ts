import type { PendingStatus } from '@outpace/engine/agents/agent-session.ts';
import type { AgentView, StatusView } from '@outpace/engine/views/agent-view.ts';
import { SYSTEM_REASONS } from '@outpace/protocol/tables.ts';

const SYSTEM_LABELS: ReadonlyMap<string, string> = new Map(Object.entries(SYSTEM_REASONS));

type Reasons = AgentView['reasons'];

/** The words of a Not Ready reason: the administrator's, else the product's own. */
export const reasonLabel = (code: string, reasons: Reasons): string =>
  reasons.find((reason) => reason.code === code)?.label ?? SYSTEM_LABELS.get(code) ?? code;

/** Reasons an agent may choose from the list; the product's own have places of their own. */
export const reasonsToChoose = (reasons: Reasons): Reasons =>
  reasons.filter(({ code }) => !SYSTEM_LABELS.has(code));

/** `Not Ready (Lunch) after this call`: a status asked for that has to wait. */
export function pendingText(status: StatusView, reasons: Reasons): string | undefined {
  const { pending } = status;
  if (pending === undefined || pending === null) return undefined;
  return `${pendingWord(pending, reasons)} ${AFTER[status.holding]}`;
}

function pendingWord(pending: PendingStatus, reasons: Reasons): string {
  switch (pending.to) {
    case 'ready':
      return 'Ready';
    case 'not-ready':
      return `Not Ready (${reasonLabel(pending.reason, reasons)})`;
    case 'logged-off':
      return 'Logged off';
  }
}

const AFTER = {
  nothing: 'in a moment',
  offer: 'after this offer',
  call: 'after this call',
  'wrap-up': 'after Mark done',
} as const satisfies Readonly<Record<StatusView['holding'], string>>;

/** What smart logout still waits for. */
export const LOG_OFF_PROGRESS = {
  nothing: 'Logging off',
  offer: 'Finishing 1 offer, then out',
  call: 'Finishing 1 call, then out',
  'wrap-up': 'Finishing after call work, then out',
} as const satisfies Readonly<Record<StatusView['holding'], string>>;
