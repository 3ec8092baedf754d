import './team.css';
import { TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';

type Props = Pick<
  TextInputProps,
  'value' | 'readOnly' | 'onFocus' | 'onClick' | 'onBlur' | 'onChange'
> & { readonly ref: Ref<HTMLInputElement> };

/** The field of Team Communicator, alike before and after what is behind it has come. */
export function TeamField(props: Props) {
  return (
    <TextInput
      aria-label="Search people and numbers"
      aria-keyshortcuts={ariaKey('find-team')}
      placeholder="Name or number"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={<KeyHint action="find-team" />}
      rightSectionWidth={52}
      maxLength={100}
      {...props}
    />
  );
}
