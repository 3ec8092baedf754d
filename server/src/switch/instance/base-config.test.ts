import { expect, test } from 'vitest';
import { baseConfig, type InstanceSetup } from './base-config.ts';

const setup: InstanceSetup = {
  folder: '/place',
  tree: {
    version: '22',
    program: { name: 'asterisk', file: 'asterisk', words: [] },
    modulesFolder: '/tree/modules',
    modules: ['res_ari', 'chan_pjsip'],
    shareFolder: '/tree/share',
  },
  ports: { sip: 12_340, http: 12_341, rtpFirst: 20_000, rtpLast: 20_199 },
  host: '192.0.2.7',
  phoneHost: '192.0.2.7',
  secret: 'a secret',
};

test('everything that it writes is in its own folder', () => {
  const text = baseConfig(setup)['asterisk.conf'] ?? '';
  const places = [...text.matchAll(/^ast\w+ => (\S+)$/gm)].map(([, place]) => place);
  expect(places.filter((place) => !place?.startsWith('/place'))).toEqual(['/tree/modules']);
});

test('only modules that are there are loaded, and requests stay on this machine', () => {
  const files = baseConfig(setup);
  expect(files['modules.conf']).toBe(
    '[modules]\nautoload = no\nload = res_ari.so\nload = chan_pjsip.so',
  );
  expect(files['http.conf']).toContain('bindaddr = 127.0.0.1\nbindport = 12341');
  expect(files['rtp.conf']).toContain('rtpstart = 20000\nrtpend = 20199');
});

test('no silence is made that could go on when somebody speaks again', () => {
  expect(baseConfig(setup)['asterisk.conf']).toMatch(/^transmit_silence = no$/m);
});
