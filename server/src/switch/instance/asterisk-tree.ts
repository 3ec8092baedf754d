import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ASTERISK_MODULES } from './asterisk-modules.ts';
import { debianTree, type TreeRecipe } from './debian-tree.ts';
import type { Program } from './run-program.ts';

/** Debian's own build of Asterisk in a plain folder. */
export type AsteriskTree = {
  /** As Debian writes it, such as `1:22.10.1+dfsg-1`. */
  readonly version: string;
  readonly program: Program;
  readonly modulesFolder: string;
  /** Names of the modules that are there. */
  readonly modules: readonly string[];
  /** Documentation, which its modules need, and the description of the API. */
  readonly shareFolder: string;
};

const RECIPE: TreeRecipe = {
  name: 'asterisk',
  packages: ['asterisk'],
  without: [
    // Its sounds as well: we make our own.
    'asterisk-core-sounds.*|asterisk-moh.*',
    'adduser|asterisk-config|base-passwd|debconf|dirmngr|freetds-common|gcc-.*-base|gnupg.*',
    'gpg.*|libasound2-data|libaudit.*|libc-gconv.*|libcap-ng0|libcodec2.*|libcurl.*|libdb5.*',
    'libdebconf.*|libgcrypt.*|libgdbm.*|libglib2.*|libgmime.*|libgnutls.*|libgpgme.*',
    'libgssapi.*|libical.*|libicu.*|libjack.*|libjpeg.*|libkrb5.*|libldap.*|libneon.*',
    'libodbc.*|libp11.*|libpam.*|libpci.*|libperl.*|libportaudio.*|libpq.*|libsasl.*',
    'libsemanage.*|libsensors.*|libsepol.*|libsnmp.*|libtiff.*|libunbound.*|libunistring.*',
    'libvorbis.*|libwebp.*|login.*|openssl-provider.*|passwd|pci\\.ids|perl.*|pinentry.*',
    'readline-common|tzdata',
  ].join('|'),
  program: 'usr/sbin/asterisk',
  plugins: ASTERISK_MODULES.map((name) => `asterisk/modules/${name}.so`),
  opened: [
    // The cryptography of SRTP.
    'libfreebl3.so',
    'libfreeblpriv3.so',
    'libsoftokn3.so',
    // Ending a thread, and looking up names.
    'libgcc_s.so.1',
    'libnss_files.so.2',
    'libnss_dns.so.2',
    'libresolv.so.2',
  ],
  besides: [],
  files: {
    'usr/share/asterisk/documentation': 'share/documentation',
    'usr/share/asterisk/rest-api': 'share/rest-api',
  },
};

/** Asterisk, fetched the first time. Throws an `InstanceFault` with one sentence. */
export async function asteriskTree(onFetch?: (sentence: string) => void): Promise<AsteriskTree> {
  const { folder, version, program } = await debianTree(RECIPE, onFetch);
  const modulesFolder = join(folder, 'lib', 'asterisk', 'modules');
  const files = await readdir(modulesFolder);
  const modules = files.map((file) => file.replace(/\.so$/, ''));
  return { version, program, modulesFolder, modules, shareFolder: join(folder, 'share') };
}
