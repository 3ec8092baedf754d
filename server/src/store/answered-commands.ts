import type { CommandId } from '@outpace/engine/basics/ids.ts';
import { commandId } from '@outpace/engine/basics/ids.ts';
import type { CommandDone } from '@outpace/engine/effect.ts';
import type { AnsweredCommand } from '@outpace/engine/event.ts';
import type { Ownership, Statements } from './ownership.ts';

/** A page that comes back later than this has given up, minutes. */
const REMEMBERED_MIN = 10;

/** With what the commands have written, or not at all. */
export async function saveAnswers(
  statements: Statements,
  { site }: Ownership,
  answered: readonly AnsweredCommand[],
): Promise<void> {
  if (answered.length === 0) return;
  await statements.run('save-answers', SAVE, [
    site,
    answered.map((each) => each.commandId),
    answered.map(({ done }) => done),
  ]);
}

/** Of this site, the oldest first, as many of the newest as are wanted. */
export async function answersLeft(
  statements: Statements,
  { site }: Ownership,
  countMax: number,
): Promise<readonly AnsweredCommand[]> {
  type Row = { readonly command_id: string; readonly done: CommandDone['done'] };
  const rows = await statements.run<Row>('answers-left', LEFT, [site, countMax]);
  return rows.toReversed().map((row): { commandId: CommandId; done: CommandDone['done'] } => ({
    commandId: commandId(row.command_id),
    done: row.done,
  }));
}

const SAVE = `
  with forgotten as (
    delete from answered_commands
    where site = $1 and at < now() - interval '${REMEMBERED_MIN} minutes'
  )
  insert into answered_commands (site, command_id, done)
  select $1, a.command_id, a.done from unnest($2::text[], $3::text[]) as a (command_id, done)
  on conflict (site, command_id) do nothing`;

const LEFT = `
  select command_id, done from answered_commands
  where site = $1 and at >= now() - interval '${REMEMBERED_MIN} minutes'
  order by at desc, command_id limit $2`;
