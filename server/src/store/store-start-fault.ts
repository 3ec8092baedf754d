import { StartFault } from '../start-fault.ts';

/** The store could not be started. */
export class StoreStartFault extends StartFault {
  override readonly name = 'StoreStartFault';
}

/** What a failing file operation in the data directory means to the person who chose it. */
export function directoryFault(directory: string, cause: unknown): StoreStartFault {
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(directory, cause);
  return new StoreStartFault(
    `The data directory ${directory} cannot be written (${code ?? String(cause)}).`,
    { cause },
  );
}

/** What PostgreSQL said before it gave up, as one sentence. */
export function serverFault(directory: string, what: string, log: string): StoreStartFault {
  if (/no space left on device|disk quota exceeded/i.test(log)) return diskFull(directory, log);
  if (/could not (?:open|create|write)[^\n]*: (?:permission denied|read-only)/i.test(log)) {
    return directoryFault(directory, lastLines(log, 1));
  }
  const said = lastLines(log, 4);
  const reason = said === '' ? 'It said nothing.' : `It said: ${said}`;
  return new StoreStartFault(`PostgreSQL did not start in ${directory}: ${what}. ${reason}`);
}

export function diskFull(directory: string, cause: unknown): StoreStartFault {
  return new StoreStartFault(`The disk of the data directory ${directory} is full.`, { cause });
}

function lastLines(log: string, count: number): string {
  const lines = log.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-count)
    .join(' | ');
}

/** The code of a system or database error, such as `ENOENT` or `57P03`. */
export function errorCode(problem: unknown): string | undefined {
  if (!(problem instanceof Error) || !('code' in problem)) return undefined;
  return typeof problem.code === 'string' ? problem.code : undefined;
}
