import { KeyHint } from '../keys/key-hint.tsx';
import type { KeyedAction } from '../keys/key-table.ts';

type Props = { readonly name: string; readonly action: KeyedAction };

/** The label of a field with the key that leads to it. */
export const FieldName = ({ name, action }: Props) => (
  <>
    {name} <KeyHint action={action} />
  </>
);
