import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { CallingColleague } from './calling-colleague.tsx';
import { ColleagueRings } from './colleague-rings.tsx';
import { ColleagueTalk } from './colleague-talk.tsx';

/** A call between two agents, on the screen of either. */
export function InternalCall({ call }: { readonly call: InternalView | undefined }) {
  if (call === undefined) return null;
  if (call.state === 'talking') return <ColleagueTalk key={call.id} call={call} />;
  return call.role === 'caller' ? (
    <CallingColleague key={call.id} call={call} />
  ) : (
    <ColleagueRings key={call.id} call={call} />
  );
}
