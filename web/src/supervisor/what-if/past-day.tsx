import { Button, TextInput } from '@mantine/core';
import type { PastDay } from '@outpace/protocol/what-if.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { pastDayPath } from './past-day-path.ts';

type Props = {
  readonly groupId: string;
  /** The plan has the shapes of a past day. */
  readonly isTaken: boolean;
  readonly onTaken: (day: PastDay) => void;
  readonly onDropped: () => void;
};

/** Begins the plan with a day of the group as it was: rates by hour, ring and talk times. */
export function PastDayField({ groupId, isTaken, onTaken, onDropped }: Props) {
  const [date, setDate] = useState('');
  const asking = useMutation({
    mutationFn: () => api.get<PastDay>(pastDayPath(groupId, date)),
    onSuccess: onTaken,
  });
  return (
    <div>
      <div className="past-day">
        <TextInput
          type="date"
          label="Like a past day"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={date === ''}
          loading={asking.isPending}
          onClick={() => asking.mutate()}
        >
          Take over
        </Button>
      </div>
      {isTaken ? (
        <p className="control-effect">
          Answer rates by hour, ring and talk times are those of that day.{' '}
          <Button variant="subtle" size="compact-xs" onClick={onDropped}>
            Ordinary ones
          </Button>
        </p>
      ) : null}
      <ErrorLine problem={asking.error} />
    </div>
  );
}
