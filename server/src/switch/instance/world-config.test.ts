import { expect, test } from 'vitest';
import { worldConfig } from './world-config.ts';

test('anybody may call the world, and only an account has to know the secret', () => {
  const files = worldConfig({
    folder: '/place',
    tree: {
      version: '22',
      program: { name: 'asterisk', file: 'asterisk', words: [] },
      modulesFolder: '/tree/modules',
      modules: [],
      shareFolder: '/tree/share',
    },
    ports: { sip: 12_340, http: 12_341, rtpFirst: 20_000, rtpLast: 20_199 },
    phoneHost: '127.0.0.1',
    host: '192.0.2.7',
    secret: 'a secret',
  });
  const pjsip = files['pjsip.conf'] ?? '';
  expect(pjsip).toContain('bind = 192.0.2.7:12340');
  expect(pjsip).toContain('\n[anonymous](line)\n\n');
  expect(pjsip.split('a secret')).toHaveLength(2);
});
