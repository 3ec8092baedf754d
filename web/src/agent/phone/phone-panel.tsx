import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Phone, PhoneState } from '../../phone/phone.ts';
import { DeskPhoneForm } from './desk-phone-form.tsx';
import { PhoneMark } from './phone-mark.tsx';
import type { PhoneWords } from './phone-words.ts';
import { SoundCheck } from './sound-check.tsx';
import type { PhoneChoosing } from './use-phone-choice.tsx';

type Props = {
  readonly words: PhoneWords;
  readonly phone: Phone;
  readonly state: PhoneState;
  readonly choosing: PhoneChoosing;
};

/** Where calls come to, how that stands, and what can be tried and set. */
export function PhonePanel({ words, phone, state, choosing }: Props) {
  const { kind, choose } = choosing;
  // A desk phone is chosen once its address is known; until then this is only a look at the form.
  const [shown, setShown] = useState(kind === 'desk' ? 'desk' : 'browser');
  const { sound } = phone;
  return (
    <div className="phone-panel">
      <div role="status" className="phone-state">
        <PhoneMark words={words} isDesk={kind === 'desk'} />
        <p>{words.sentence}</p>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Calls come to"
        value={shown}
        data={[
          { value: 'browser', label: 'Browser phone' },
          { value: 'desk', label: 'Desk phone' },
        ]}
        onChange={(value) => {
          setShown(value);
          if (value === 'browser' && kind === 'desk') void choose({ kind: 'browser' });
        }}
      />
      {shown === 'desk' ? <DeskPhoneForm choosing={choosing} /> : null}
      {shown === 'browser' && sound !== undefined ? (
        <SoundCheck sound={sound} state={state} />
      ) : null}
    </div>
  );
}
