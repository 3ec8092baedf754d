import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { deskAddress } from './phone-choice.ts';
import type { PhoneChoosing } from './use-phone-choice.tsx';

/** The address of a telephone that stands beside the browser. */
export function DeskPhoneForm({ choosing }: { readonly choosing: PhoneChoosing }) {
  const { kind, chosen, choose, busy, problem } = choosing;
  const [address, setAddress] = useState(deskAddress(chosen));
  const isInUse = kind === 'desk' && address === deskAddress(chosen);
  const use = (event: FormEvent): void => {
    event.preventDefault();
    void choose({ kind: 'desk', address: address.trim() });
  };
  return (
    <form className="phone-part" onSubmit={use}>
      <TextInput
        label="SIP address or number"
        placeholder="sip:ana@desk.example or +1 212 555 0142"
        autoComplete="off"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <ErrorLine problem={problem} />
      <Button
        type="submit"
        variant="default"
        loading={busy}
        disabled={isInUse || address.trim().length < 3}
      >
        {isInUse ? 'Calls come here' : 'Have calls come here'}
      </Button>
    </form>
  );
}
