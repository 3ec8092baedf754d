import { expect, test } from 'vitest';
import {
  CHANNEL_VARIABLES,
  CPD_CONTEXT,
  DIAL_CONTEXT,
  DIALPLAN_VARIABLES,
  INCOMING_CONTEXT,
  ORPHAN_MARK,
  ownAsteriskSnippets,
  PHONE_TRANSPORT,
  TRUNK_TRANSPORT,
} from './dialer-config.ts';

test('what is printed for an Asterisk of the user has all that we name', () => {
  const text = ownAsteriskSnippets();
  const sections = [DIAL_CONTEXT, CPD_CONTEXT, INCOMING_CONTEXT, PHONE_TRANSPORT, TRUNK_TRANSPORT];
  expect(sections.filter((name) => !text.includes(`\n[${name}]\n`))).toEqual([]);
  for (const variable of Object.values(DIALPLAN_VARIABLES))
    expect(text).toContain(`\${${variable}}`);
  expect(text).toContain(ORPHAN_MARK);
  for (const variable of CHANNEL_VARIABLES)
    expect(text).toMatch(new RegExp(`channelvars.*${variable}`));
});
