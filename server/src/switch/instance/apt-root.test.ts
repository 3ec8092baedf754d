import { expect, test } from 'vitest';
import { installedBy, networkSettingsIn } from './apt-root.ts';

test('reads what would be installed', () => {
  const plan = [
    'Reading package lists...',
    'The following NEW packages will be installed:',
    '  libc6 asterisk',
    'Inst libc6 (2.43-7 Debian:testing [amd64])',
    'Inst asterisk (1:22.10.1 Debian:testing [amd64])',
    'Conf libc6 (2.43-7 Debian:testing [amd64])',
  ].join('\n');
  expect(installedBy(plan)).toEqual(['libc6', 'asterisk']);
});

test('keeps how the machine reaches the network, and nothing that runs a command', () => {
  const kept = [
    'Acquire::Check-Valid-Until "false";',
    'Acquire::http "";',
    'Acquire::http::Proxy "http://proxy.example:3128";',
  ];
  const dropped = ['Acquire::IndexTargets "";', 'Acquire::CompressionTypes::gz "gzip";'];
  expect(networkSettingsIn([...kept, ...dropped].join('\n'))).toEqual(kept);
});
