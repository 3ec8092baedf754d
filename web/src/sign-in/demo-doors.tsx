import { UnstyledButton } from '@mantine/core';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { IconAdjustments, IconChartBar, IconHeadset } from '@tabler/icons-react';

const DOORS = [
  { role: 'agent', as: 'an agent', does: 'Take calls and say how they went', Icon: IconHeadset },
  {
    role: 'supervisor',
    as: 'a supervisor',
    does: 'Load, start and watch campaigns',
    Icon: IconChartBar,
  },
  {
    role: 'administrator',
    as: 'an administrator',
    does: 'Set up campaigns, lists and people',
    Icon: IconAdjustments,
  },
] as const;

type Props = { readonly busy: boolean; readonly onEnter: (role: Role) => void };

/** Three ways into the demo, without a password. */
export function DemoDoors({ busy, onEnter }: Props) {
  return (
    <section className="demo-doors" aria-label="Demo">
      {DOORS.map(({ role, as, does, Icon }) => (
        <UnstyledButton
          key={role}
          className="demo-door"
          disabled={busy}
          aria-label={`Enter as ${as}`}
          aria-describedby={`door-${role}`}
          onClick={() => onEnter(role)}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          <span className="demo-door-text">
            <span className="demo-door-name">Enter as {as}</span>
            <span className="dim" id={`door-${role}`}>
              {does}
            </span>
          </span>
        </UnstyledButton>
      ))}
      <p className="demo-note">
        This is a demo: everybody in it is invented, and no real person is ever called.
      </p>
      <p className="demo-or">or with your own name</p>
    </section>
  );
}
