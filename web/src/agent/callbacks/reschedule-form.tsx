import { Button } from '@mantine/core';
import type { CallbackWishBody } from '@outpace/protocol/callbacks.ts';
import { useInteraction } from '../interaction-now.tsx';
import type { DraftKeeper } from '../outcome/draft-keeper.ts';
import { useCommand } from '../use-command.tsx';
import { CallbackForm } from './callback-form.tsx';

type Props = {
  readonly keeper: DraftKeeper;
  readonly onDone: () => void;
};

/** What the agent promises in this call: a part of the draft. */
export function RescheduleForm({ keeper, onDone }: Props) {
  const { zone, draft, numbers, recordId, id: interactionId } = useInteraction();
  const { run, busy, problem, forget } = useCommand();
  const { time, kind = 'personal', to } = draft.callback ?? {};
  const save = async (wish: CallbackWishBody | undefined): Promise<void> => {
    const said = { ...keeper.take(), callback: wish };
    if (await run({ type: 'save-draft', interactionId, draft: said })) onDone();
  };
  return (
    <CallbackForm
      zone={zone}
      numbers={numbers}
      time={time}
      kind={kind}
      number={to === undefined ? recordId : to.kind === 'record' ? to.recordId : to.phone}
      submitLabel="Set callback"
      isBusy={busy}
      problem={problem}
      onChange={forget}
      onSet={(wish) => void save(wish)}
    >
      {draft.callback === undefined ? null : (
        <Button variant="default" size="sm" onClick={() => void save(undefined)}>
          Remove
        </Button>
      )}
    </CallbackForm>
  );
}
