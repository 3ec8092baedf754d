import { Button } from '@mantine/core';
import type { CallbackRow } from '@outpace/protocol/callbacks.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { useChange } from './use-callbacks.tsx';

type Props = { readonly callback: CallbackRow; readonly onDone: () => void };

/** Asked once more, for nobody calls this person after it. */
export function CancelCallback({ callback, onDone }: Props) {
  const { chainId, contactName, phone, campaignName } = callback;
  const { mutate, isPending, error } = useChange(chainId, 'cancel');
  return (
    <div className="hand-over">
      <p className="cancel-callback">
        {contactName || formatPhone(phone)} is not called any more
        {campaignName === null ? '' : ` for ${campaignName}`}.
      </p>
      <ErrorLine problem={error} />
      <div className="reschedule-end">
        <Button variant="default" size="sm" data-autofocus onClick={onDone}>
          Keep it
        </Button>
        <Button
          size="sm"
          color="red.9"
          loading={isPending}
          onClick={() => mutate(undefined, { onSuccess: onDone })}
        >
          Cancel callback
        </Button>
      </div>
    </div>
  );
}
