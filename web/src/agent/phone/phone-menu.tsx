import { Button, Popover } from '@mantine/core';
import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Phone } from '../../phone/phone.ts';
import { later } from '../../ui/late/later.tsx';
import { ariaKey } from '../keys/key-hint.tsx';
import { KEYS } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { late } from '../late.ts';
import { PhoneMark } from './phone-mark.tsx';
import { phoneWords } from './phone-words.ts';
import { usePhoneState } from './use-phone.tsx';
import type { PhoneChoosing } from './use-phone-choice.tsx';

const PhonePanel = later(late, (file) => file.PhonePanel);

type Props = {
  readonly known: AgentPhone;
  readonly phone: Phone;
  readonly choosing: PhoneChoosing;
};

/** How the phone stands, always, and everything about it behind one press. */
export function PhoneMenu({ known, phone, choosing }: Props) {
  const state = usePhoneState(phone);
  const [isOpen, setOpen] = useState(false);
  const isShown = known.kind !== 'none';
  useKeys(isShown ? [{ action: 'show-phone', run: () => setOpen(true) }] : []);
  if (!isShown) return null;
  const words = phoneWords(
    { ...known, kind: choosing.kind === 'desk' ? 'desk' : 'browser' },
    state,
  );
  return (
    <Popover
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setOpen}
    >
      <Popover.Target>
        <Button
          variant="default"
          className="status-button"
          aria-label={`My Phone: ${words.word}`}
          title={`My Phone · ${KEYS['show-phone'].key}`}
          aria-keyshortcuts={ariaKey('show-phone')}
          onClick={() => setOpen(!isOpen)}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <PhoneMark words={words} isDesk={choosing.kind === 'desk'} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="My Phone">
        <PhonePanel words={words} phone={phone} state={state} choosing={choosing} />
      </Popover.Dropdown>
    </Popover>
  );
}
