import type { AgentView } from '@outpace/engine/views/agent-view.ts';

/** As much of the view as may ring. */
type Ringing = {
  readonly phone: Pick<AgentView['phone'], 'kind'>;
  readonly offer?: { readonly id: string; readonly callback: unknown } | undefined;
  readonly internal?: Pick<NonNullable<AgentView['internal']>, 'id' | 'role' | 'state'> | undefined;
};

/**
 * What the page rings for, by its id: a callback that is offered, or a colleague who calls. Of a
 * colleague the demo's tones tell already.
 */
export function rungBy({ offer, internal, phone }: Ringing): string | undefined {
  if (offer?.callback !== undefined) return offer.id;
  const isCalled = internal?.role === 'colleague' && internal.state === 'ringing';
  return isCalled && phone.kind !== 'none' ? internal.id : undefined;
}
