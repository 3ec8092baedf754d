import { ActionIcon, Menu, Popover } from '@mantine/core';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { CallbackRow } from '@outpace/protocol/callbacks.ts';
import { IconDots, IconUser, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useNow } from '../../ui/clock.tsx';
import { later } from '../../ui/late/later.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatMoment, isElsewhere } from '../../ui/time-text.ts';
import { late } from '../late.ts';
import type { CallbackAct } from './change-callback.tsx';

const ChangeCallback = later(late, (file) => file.ChangeCallback);

type Props = { readonly callback: CallbackRow; readonly me: AgentId };

const ACTS = {
  edit: 'Edit',
  'hand-over': 'Hand over',
  cancel: 'Cancel callback',
} as const satisfies Readonly<Record<CallbackAct, string>>;

/** Whom, when on both clocks, for which campaign; and what may be done about it. */
export function MyCallback({ callback, me }: Props) {
  const [act, setAct] = useState<CallbackAct>();
  const { contactName, phone, campaignName, kind, dueAt, zone, isWorkedOn } = callback;
  const name = contactName || formatPhone(phone);
  const Kind = kind === 'personal' ? IconUser : IconUsers;
  return (
    <li className="my-callback">
      <span className="my-call-name">{name}</span>
      <Popover
        opened={act !== undefined}
        onChange={(isOpen) => (isOpen ? undefined : setAct(undefined))}
        position="right-start"
        trapFocus
        returnFocus
        withRoles={false}
      >
        <Popover.Target>
          <span className="my-callback-more">
            <CallbackMenu of={name} isWorkedOn={isWorkedOn} onChoose={setAct} />
          </span>
        </Popover.Target>
        <Popover.Dropdown
          role="dialog"
          aria-label={act === undefined ? undefined : `${ACTS[act]}: ${name}`}
        >
          {act === undefined ? null : (
            <ChangeCallback
              act={act}
              callback={callback}
              me={me}
              onDone={() => setAct(undefined)}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <When dueAt={dueAt} zone={zone} />
      <span className="dim my-callback-detail">
        <Kind size={12} aria-hidden /> {kind === 'personal' ? 'You' : 'Anybody'}
        {' · '}
        {campaignName ?? 'its campaign group is gone'}
        {isWorkedOn ? ' · on a screen now' : ''}
      </span>
    </li>
  );
}

/** The contact's clock first, the agent's own below where it shows something else. */
function When({ dueAt, zone }: Pick<CallbackRow, 'dueAt' | 'zone'>) {
  const now = useNow();
  return (
    <>
      <span className="my-callback-when figures">{formatMoment(dueAt, now, zone)} their time</span>
      {isElsewhere(dueAt, zone) ? (
        <span className="my-callback-when dim figures">{formatMoment(dueAt, now)} yours</span>
      ) : null}
    </>
  );
}

type MenuProps = {
  readonly of: string;
  readonly isWorkedOn: boolean;
  readonly onChoose: (act: CallbackAct) => void;
};

function CallbackMenu({ of, isWorkedOn, onChoose }: MenuProps) {
  return (
    <Menu position="right-start" returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={`Change the callback of ${of}`}
          disabled={isWorkedOn}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose('edit')}>{ACTS.edit}</Menu.Item>
        <Menu.Item onClick={() => onChoose('hand-over')}>{ACTS['hand-over']}</Menu.Item>
        <Menu.Item onClick={() => onChoose('cancel')}>{ACTS.cancel}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
