import { must } from '@outpace/engine/basics/assert.ts';
import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { hours, type Instant } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { type EndedCount, pastAnswers } from '@outpace/engine/dialing/past-answers.ts';
import type { PastDay } from '@outpace/protocol/what-if.ts';
import type { Queryable } from './queryable.ts';
import { toTimestamp } from './timestamps.ts';

/** With fewer conversations than this a day has no shape. */
const TALKS_MIN = 20;

type Span = { readonly from: Instant; readonly to: Instant };

/** What the dialer's calls of a group were like in that span; undefined when they were too few. */
export async function pastDay(
  db: Queryable,
  site: SiteId,
  groupId: CampaignGroupId,
  { from, to }: Span,
): Promise<PastDay | undefined> {
  const about = [site, groupId, toTimestamp(from), toTimestamp(to)];
  const found = await db.query<TimesRow>(TIMES, about);
  const times = must(found.rows[0], 'one row of sums');
  const { attempts, agents, talks, spanMs } = times;
  if (talks < TALKS_MIN || times.answerAfterMs === null || times.talkMs === null) return undefined;
  const ended = await db.query<HourRow>(BY_HOUR, about);
  const counts = ended.rows.map(({ result, ...row }) => ({
    ...row,
    result: must(CALL_RESULTS[result], `call result ${result}`),
  }));
  return {
    ...{ attempts, agents },
    hours: spanMs / hours(1),
    answerRate: answerRate(counts),
    talkMs: Math.round(times.talkMean),
    wrapUpMs: Math.round(times.wrapUpMean ?? 0),
    shape: {
      answerRates: answerRates(counts),
      answerAfterMs: times.answerAfterMs.map(Math.round),
      talkMs: times.talkMs.map(Math.round),
    },
  };
}

type HourCount = EndedCount & { readonly hour: number };
type HourRow = Omit<HourCount, 'result'> & { readonly result: number };

/** What the law counts as a live answer is what a person answered. */
function answerRate(counts: readonly EndedCount[]): number {
  const dials = counts.reduce((sum, { count }) => sum + count, 0);
  return dials === 0 ? 0 : pastAnswers(counts).liveAnswers / dials;
}

/** An hour without a call is like the one before it. */
function answerRates(counts: readonly HourCount[]): number[] {
  const last = Math.min(23, Math.max(0, ...counts.map(({ hour }) => hour)));
  const rates: number[] = [];
  for (let hour = 0; hour <= last; hour += 1) {
    const own = counts.filter((row) => row.hour === hour);
    rates.push(own.length > 0 ? answerRate(own) : (rates.at(-1) ?? 0));
  }
  return rates;
}

type TimesRow = {
  readonly attempts: number;
  readonly agents: number;
  readonly talks: number;
  readonly spanMs: number;
  readonly talkMean: number;
  readonly wrapUpMean: number | null;
  readonly answerAfterMs: number[] | null;
  readonly talkMs: number[] | null;
};

const DIALED = `
  select a.*, extract(epoch from answered_at - opened_at) * 1000 as answer_ms,
    extract(epoch from ended_at - connected_at) * 1000 as talk_ms
  from attempts a
  where site = $1 and group_id = $2 and campaign_id = (
      select campaign_id from campaign_groups where site = $1 and id = $2
    ) and opened_at >= $3 and opened_at < $4 and mode <> 'manual' and call_result is not null`;

const TWENTIETHS = '(select array_agg(n / 20.0::float8) from generate_series(0, 20) as n)';

const TIMES = `
  with dialed as (${DIALED})
  select count(*)::int as attempts,
    count(distinct agent_id) filter (where connected_at is not null)::int as agents,
    count(talk_ms)::int as talks,
    coalesce(extract(epoch from max(ended_at) - min(opened_at)) * 1000, 0)::float8 as "spanMs",
    coalesce(avg(talk_ms), 0)::float8 as "talkMean",
    (
      select avg(extract(epoch from i.done_at - i.ended_at) * 1000)::float8
      from interactions i join dialed d on i.site = d.site and i.attempt_id = d.id
      where i.done_at >= i.ended_at
    ) as "wrapUpMean",
    percentile_cont(${TWENTIETHS}) within group (order by answer_ms::float8)
      filter (where connected_at is not null) as "answerAfterMs",
    percentile_cont(${TWENTIETHS}) within group (order by talk_ms::float8)
      filter (where talk_ms is not null) as "talkMs"
  from dialed`;

const BY_HOUR = `
  with dialed as (${DIALED})
  select floor(extract(epoch from opened_at - (select min(opened_at) from dialed)) / 3600)::int
      as hour,
    call_result as result, connected_at is not null as "wasConnected", count(*)::int as count
  from dialed group by 1, 2, 3`;
