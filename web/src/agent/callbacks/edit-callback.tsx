import type { CallbackRow } from '@outpace/protocol/callbacks.ts';
import { CallbackForm } from './callback-form.tsx';
import { localText } from './callback-time.ts';
import { useChange } from './use-callbacks.tsx';

type Props = { readonly callback: CallbackRow; readonly onDone: () => void };

/** Another time or number, under the same checks as when it was promised. */
export function EditCallback({ callback, onDone }: Props) {
  const { chainId, zone, numbers, kind, recordId, dueAt, standing } = callback;
  const { mutate, isPending, error, reset } = useChange(chainId, 'move');
  // A time that has passed is no beginning.
  const time = standing === 'due' ? { local: localText(dueAt, zone), zone } : undefined;
  return (
    <CallbackForm
      zone={zone}
      numbers={numbers}
      time={time}
      kind={kind}
      number={recordId}
      submitLabel="Save"
      isBusy={isPending}
      problem={error}
      onChange={reset}
      onSet={(wish) => mutate(wish, { onSuccess: onDone })}
    />
  );
}
