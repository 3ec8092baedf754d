import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { CallbackRow } from '@outpace/protocol/callbacks.ts';
import { CancelCallback } from './cancel-callback.tsx';
import { EditCallback } from './edit-callback.tsx';
import { HandOver } from './hand-over.tsx';

/** What may be done about a promise. */
export type CallbackAct = 'edit' | 'hand-over' | 'cancel';

type Props = {
  readonly act: CallbackAct;
  readonly callback: CallbackRow;
  readonly me: AgentId;
  readonly onDone: () => void;
};

/** The dialog of whichever was chosen. */
export function ChangeCallback({ act, callback, me, onDone }: Props) {
  switch (act) {
    case 'edit':
      return <EditCallback callback={callback} onDone={onDone} />;
    case 'hand-over':
      return <HandOver callback={callback} me={me} onDone={onDone} />;
    case 'cancel':
      return <CancelCallback callback={callback} onDone={onDone} />;
  }
}
