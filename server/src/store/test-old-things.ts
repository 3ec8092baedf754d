import type { TestSite } from './test-site.ts';

/** An attempt of the past with a conversation, and everything that hangs on the two. */
export type TestAttempt = {
  readonly id: string;
  readonly daysAgo: number;
  readonly campaignId?: string;
  /** The agent is still writing about it. */
  readonly isOpen?: boolean;
  /** The person was promised a call. */
  readonly isPromised?: boolean;
  /** Its file on the switch. */
  readonly recording?: string;
};

/** In the list `l-1` of `openTestList`. */
export async function addOldAttempt(
  { pool, site }: Pick<TestSite, 'pool' | 'site'>,
  { id, daysAgo, campaignId = 'c-1', isOpen, isPromised, recording }: TestAttempt,
): Promise<void> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const { rows } = await pool.query<{ id: string }>(
    `insert into chains (site, list_id, promised_in) values ($1, 'l-1', $2) returning id::text`,
    [site, isPromised ? 'g-1' : null],
  );
  const chainId = rows[0]?.id;
  await pool.query(
    `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
       phone, mode, opened_at, ended_at, call_result)
     values ($1, $2, 1, 'g-1', $3, 'l-1', $4, 1, '+12125550142', 'progressive', $5, $5, 33)`,
    [site, id, campaignId, chainId, at],
  );
  await pool.query(
    `insert into interactions (site, id, attempt_id, group_id, campaign_id, chain_id, record_id,
       agent_id, opened_at, done_at)
     values ($1, 'i-' || $2::text, $2, 'g-1', $3, $4, 1, 'ana', $5, $6)`,
    [site, id, campaignId, chainId, at, isOpen ? null : at],
  );
  await pool.query(
    `insert into attempt_answers (site, attempt_id, answers) values ($1, $2, '[]')`,
    [site, id],
  );
  await pool.query(
    `insert into cpd_corrections (site, attempt_id, said, by, at)
     values ($1, $2, 'person', 'ana', $3)`,
    [site, id, at],
  );
  await pool.query(
    `insert into third_parties (site, interaction_id, serial, by_agent_id, agent_id, purpose,
       state, called_at, changed_at)
     values ($1, 'i-' || $2::text, 1, 'ana', 'bo', 'consult', 'ended', $3, $3)`,
    [site, id, at],
  );
  if (recording === undefined) return;
  await pool.query(
    `insert into recordings (site, interaction_id, attempt_id, file, state, started_at)
     values ($1, 'i-' || $2::text, $2, $3, 'kept', $4)`,
    [site, id, recording, at],
  );
}
