import { TextInput } from '@mantine/core';
import { Explained } from './explained.tsx';

type Props = {
  readonly name: string;
  /** Who sees it, and where. */
  readonly note: string;
  readonly change: (change: { readonly name: string }) => void;
};

/** What an object is called. */
export const NameField = ({ name, note, change }: Props) => (
  <Explained note={note}>
    <TextInput
      label="Name"
      required
      maxLength={120}
      value={name}
      onChange={(event) => change({ name: event.currentTarget.value })}
    />
  </Explained>
);
