import { WEB_ROOT } from '../walk/served.ts';
import { FIRST_SCRIPT_BYTES_MAX, weighFirstScript } from './page/first-script.ts';

/** It looks at the page as it is built. */
export const needsPage = true;

/** What the scripts of the agent's page weigh before it is usable. */
export function bench(): void {
  const { bytes, files } = weighFirstScript(WEB_ROOT);
  const ratio = bytes / FIRST_SCRIPT_BYTES_MAX;
  const weight = `${(bytes / 1_000).toFixed(0)} kB in ${files.length} scripts, gzip, limit 250 kB`;
  const verdict = `${ratio.toFixed(2)} of it, ${ratio <= 1 ? 'PASS' : 'FAIL'}`;
  console.log(`page  first script ${weight}: ${verdict}`);
}
