import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { type OutsideRules, parseOutsideUrl } from '../outside/outside-hosts.ts';

/** As far as can be seen from the URL; what its name leads to is looked at when it is asked. */
export function urlRefusal(url: string, rules: OutsideRules): Refusal | undefined {
  const parsed = parseOutsideUrl(url, rules);
  return parsed.ok ? undefined : refusal('URL_REFUSED', parsed.problem);
}
