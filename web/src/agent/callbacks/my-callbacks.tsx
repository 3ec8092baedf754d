import './callbacks.css';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { IconAlertTriangle, IconBellRinging, IconCalendarTime } from '@tabler/icons-react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { MyCallback } from './my-callback.tsx';
import { byStanding, STANDING_WORDS, waiting } from './standings.ts';
import { useCallbacks } from './use-callbacks.tsx';

const ICONS = {
  missed: IconAlertTriangle,
  overdue: IconBellRinging,
  due: IconCalendarTime,
} as const;

type Props = {
  readonly me: AgentId;
  /** The offer or interaction that the agent has before them. */
  readonly onScreen: string | undefined;
};

/** Every promise of the agent that is not kept yet; what was missed stays until it is settled. */
export function MyCallbacks({ me, onScreen }: Props) {
  const { data: list, error } = useCallbacks(onScreen);
  const callbacks = list?.callbacks ?? [];
  const count = waiting(callbacks);
  return (
    <Panel
      title="My Callbacks"
      className="side-panel side-callbacks"
      aside={count === 0 ? null : <span className="callbacks-count">{count} waiting</span>}
    >
      <ErrorLine problem={error} />
      {list?.callbacks.length === 0 ? (
        <p className="dim">What you promise with Reschedule is listed here.</p>
      ) : null}
      {byStanding(callbacks).map(({ standing, callbacks: those }) => {
        const Icon = ICONS[standing];
        return (
          <div key={standing} className="callbacks-group">
            <h3 className="callbacks-standing" data-standing={standing}>
              <Icon size={13} aria-hidden /> {STANDING_WORDS[standing]}
            </h3>
            <ul className="mine">
              {those.map((callback) => (
                <MyCallback key={callback.chainId} callback={callback} me={me} />
              ))}
            </ul>
          </div>
        );
      })}
    </Panel>
  );
}
