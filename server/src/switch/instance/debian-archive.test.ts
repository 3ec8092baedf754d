import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AptSource,
  debianArchive,
  mirrorIn,
  parseLines,
  parseStanzas,
} from './debian-archive.ts';

const MIRROR = 'http://debian.example/debian';

describe('parseLines', () => {
  test.each<[why: string, line: string, sources: AptSource[]]>([
    [
      'the plain format',
      `deb ${MIRROR} bookworm main contrib # ours`,
      [
        {
          uri: MIRROR,
          suites: ['bookworm'],
          components: ['main', 'contrib'],
          signedBy: undefined,
        },
      ],
    ],
    [
      'with options',
      `deb [arch=amd64 signed-by=/etc/key.asc] ${MIRROR} bookworm main`,
      [{ uri: MIRROR, suites: ['bookworm'], components: ['main'], signedBy: '/etc/key.asc' }],
    ],
    ['sources of programs do not count', `deb-src ${MIRROR} bookworm main`, []],
    ['nor what is switched off', `# deb ${MIRROR} bookworm main`, []],
  ])('%s', (_why, line, sources) => {
    expect(parseLines(line)).toEqual(sources);
  });
});

describe('parseStanzas', () => {
  const stanza = (more: string): string =>
    `Types: deb deb-src\n# a note\nURIs: ${MIRROR}\nSuites: bookworm bookworm-updates\n` +
    `Components: main\n${more}`;
  const source = { uri: MIRROR, suites: ['bookworm', 'bookworm-updates'], components: ['main'] };

  test.each<[why: string, text: string, sources: AptSource[]]>([
    ['fields by name', stanza(''), [{ ...source, signedBy: undefined }]],
    ['signed', stanza('Signed-By: /a.gpg\n'), [{ ...source, signedBy: '/a.gpg' }]],
    ['with the key in it', stanza('Signed-By:\n KEY\n .\n'), [{ ...source, signedBy: 'KEY\n .' }]],
    ['switched off', stanza('Enabled: no\n'), []],
    [
      'several',
      `${stanza('')}\n${stanza('Signed-By: /b.gpg\n')}`,
      [
        { ...source, signedBy: undefined },
        { ...source, signedBy: '/b.gpg' },
      ],
    ],
    ['none', '\n\n', []],
  ])('%s', (_why, text, sources) => {
    expect(parseStanzas(text)).toEqual(sources);
  });
});

const line = (uri: string, suite: string, more: Partial<AptSource> = {}): AptSource => ({
  uri,
  suites: [suite],
  components: ['main'],
  signedBy: undefined,
  ...more,
});

test.each<[why: string, sources: AptSource[], mirror: string | undefined]>([
  ['the release of the machine', [line(MIRROR, 'bookworm')], MIRROR],
  ['or by its role', [line(MIRROR, 'stable')], MIRROR],
  ['not security updates', [line('http://s', 'bookworm-security')], undefined],
  [
    'not somebody else',
    [line('http://o', 'bookworm', { signedBy: '/etc/other.asc' }), line(MIRROR, 'bookworm')],
    MIRROR,
  ],
  ['not another component', [line('http://o', 'bookworm', { components: ['stable'] })], undefined],
])('%s', (_why, sources, mirror) => {
  expect(mirrorIn(sources, 'bookworm')).toBe(mirror);
});

describe('debianArchive', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'outpace-root-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = async (path: string, text = ''): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const writeTools = async (): Promise<void> => {
    await write('usr/bin/apt-get');
    await write('usr/bin/dpkg-deb');
  };

  test('a machine that is no Debian says so', async () => {
    await expect(debianArchive(root)).rejects.toThrow(
      'Packages of Debian cannot be fetched here: there is no apt-get and dpkg-deb.',
    );
    await writeTools();
    await write('etc/os-release', 'ID=ubuntu\nID_LIKE=debian\n');
    await expect(debianArchive(root)).rejects.toThrow(
      'Packages of Debian cannot be fetched here: this is not a Debian.',
    );
  });

  test('the mirror that the machine is configured with', async () => {
    await writeTools();
    await write('etc/os-release', 'ID=debian\nVERSION_CODENAME=bookworm\n');
    await expect(debianArchive(root)).rejects.toThrow(
      'Packages of Debian cannot be fetched here: install the package debian-archive-keyring.',
    );
    const keyring = 'usr/share/keyrings/debian-archive-keyring.pgp';
    await write(keyring);
    await expect(debianArchive(root)).rejects.toThrow(
      'Packages of Debian cannot be fetched here: apt is configured with no mirror of Debian.',
    );
    const stanza = `Types: deb\nURIs: ${MIRROR}\nSuites: bookworm\nComponents: main\n`;
    await write('etc/apt/sources.list.d/debian.sources', stanza);
    await write('etc/apt/sources.list.d/debian.sources.save', 'not read');
    expect(await debianArchive(root)).toEqual({ mirror: MIRROR, keyring: join(root, keyring) });
  });
});
