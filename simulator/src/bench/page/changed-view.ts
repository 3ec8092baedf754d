import type { AgentServerMessage } from '@outpace/protocol/agent-socket.ts';

export type ViewMessage = Extract<AgentServerMessage, { type: 'view' }>;

/** The same view with other figures, beside the work and in the middle of it. */
export function changedView(view: ViewMessage['view'], n: number): ViewMessage['view'] {
  if (view === null) return null;
  const { interaction, today } = view;
  const next = { ...view, today: { ...today, contacts: n } };
  if (interaction === undefined || interaction === null) return next;
  const [first, ...others] = interaction.numbers;
  if (first === undefined) return next;
  return {
    ...next,
    interaction: { ...interaction, numbers: [{ ...first, attempts: n }, ...others] },
  };
}
