import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { ColleaguePanel } from './colleague-panel.tsx';
import { ColleagueRings } from './colleague-rings.tsx';

/** A call between two agents, on the screen of either. */
export function InternalCall({ call }: { readonly call: InternalView | undefined }) {
  if (call === undefined) return null;
  const isRung = call.state !== 'talking' && call.role !== 'caller';
  if (isRung) return <ColleagueRings key={call.id} call={call} />;
  return <ColleaguePanel key={`${call.id} ${call.state}`} call={call} />;
}
