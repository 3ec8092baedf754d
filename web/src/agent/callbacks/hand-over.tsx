import { Button, NativeSelect } from '@mantine/core';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { CallbackAgents, CallbackRow } from '@outpace/protocol/callbacks.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { useChange } from './use-callbacks.tsx';

type Props = {
  readonly callback: CallbackRow;
  readonly me: AgentId;
  readonly onDone: () => void;
};

const CAMPAIGN = { value: '', label: 'Anybody of the campaign' };

/** To a colleague of the same campaign, or to whoever of it is free; the time stays. */
export function HandOver({ callback: { chainId, campaignName }, me, onDone }: Props) {
  const [to, setTo] = useState<string>(CAMPAIGN.value);
  const { mutate, isPending, error, reset } = useChange(chainId, 'hand-over');
  const agents = useQuery({
    queryKey: ['callback-agents', chainId],
    queryFn: () => api.get<CallbackAgents>(`/api/callbacks/${encodeURIComponent(chainId)}/agents`),
  });
  const colleagues = (agents.data?.agents ?? []).filter(({ agentId }) => agentId !== me);
  return (
    <form
      className="hand-over"
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ to: to === CAMPAIGN.value ? null : to }, { onSuccess: onDone });
      }}
    >
      <NativeSelect
        label="To"
        description={campaignName === null ? undefined : `Who works for ${campaignName}`}
        data={[
          CAMPAIGN,
          ...colleagues.map(({ agentId, name }) => ({ value: agentId, label: name })),
        ]}
        value={to}
        data-autofocus
        onChange={(event) => {
          reset();
          setTo(event.currentTarget.value);
        }}
      />
      <ErrorLine problem={error ?? agents.error} />
      <div className="reschedule-end">
        <Button type="submit" size="sm" loading={isPending}>
          Hand over
        </Button>
      </div>
    </form>
  );
}
