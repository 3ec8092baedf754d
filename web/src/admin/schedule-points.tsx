import { Button } from '@mantine/core';
import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { IconPlus } from '@tabler/icons-react';
import { moved, replaced, without } from './ordered.ts';
import type { SchedulePart } from './schedule-begins.tsx';
import { newPointId, problemAt, withPoint } from './schedule-draft.ts';
import { SchedulePointRow } from './schedule-point-row.tsx';
import type { GroupNames } from './schedule-words.ts';

type Props = SchedulePart & {
  readonly groups: readonly CampaignGroupRow[];
  readonly names: GroupNames;
};

const POINTS_MAX = 50;

/** What is ordered, one point a row. */
export function SchedulePoints({ draft, change, problem, groups }: Props) {
  const { points, begins } = draft;
  return (
    <fieldset className="rows">
      <legend>What is ordered</legend>
      <p className="rows-note">
        As a supervisor would in the console. What cannot be done is refused for the same reasons,
        and the next point comes all the same. A group is through when it has nobody left to call,
        or is not loaded any more.
      </p>
      {points.map((point, place) => (
        <SchedulePointRow
          key={point.id}
          point={point}
          place={place}
          begins={begins}
          groups={groups}
          problem={problemAt(`point ${place + 1}`, problem, draft)}
          onChange={(next) => change({ points: replaced(points, point, next) })}
          onMove={(by) => change({ points: moved(points, point, by) })}
          onRemove={
            points.length === 1 ? undefined : () => change({ points: without(points, point) })
          }
        />
      ))}
      {points.length >= POINTS_MAX ? null : (
        <Button
          variant="default"
          className="rows-add"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => change({ points: [...withPoint(points, newPointId())] })}
        >
          Add a point
        </Button>
      )}
    </fieldset>
  );
}
