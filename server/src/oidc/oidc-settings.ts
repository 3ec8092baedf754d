import { closed, name } from '@outpace/protocol/schema.ts';
import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import { Type } from 'typebox';
import { readSettingsFile } from '../settings-file.ts';
import { StartFault } from '../start-fault.ts';

const url = () => Type.String({ pattern: '^https?://[^\\s?#]+$', maxLength: 400 });
const text = () => Type.String({ minLength: 1, maxLength: 400 });
const values = () => Type.Optional(Type.Array(text(), { minItems: 1 }));

/** The file of OUTPACE_OIDC_FILE: the provider of single sign-on, and whom it lets in as what. */
export const OidcSettings = closed({
  issuer: url(),
  clientId: text(),
  clientSecret: text(),
  /** Where browsers find Outpace; `/api/sign-in/oidc/callback` below it is registered there. */
  publicUrl: url(),
  /** On the button of the sign-in page. */
  label: Type.Optional(name()),
  /** Besides `openid`. Default `profile`. */
  scope: Type.Optional(text()),
  /** The claim that is compared with the name of an account. Default `preferred_username`. */
  nameClaim: Type.Optional(text()),
  /** Without it everybody keeps the role of their account. */
  roles: Type.Optional(
    closed({
      claim: text(),
      agent: values(),
      supervisor: values(),
      administrator: values(),
    }),
  ),
  /** `create` makes an account for whoever has a role and no account. Default `refuse`. */
  newUsers: Type.Optional(
    Type.Unsafe<'refuse' | 'create'>(Type.String({ enum: ['refuse', 'create'] })),
  ),
});
export type OidcSettings = Type.Static<typeof OidcSettings>;

/** Throws a `StartFault` with one sentence for a file that does not fit. */
export async function readOidcSettings(path: string): Promise<OidcSettings> {
  const settings = await readSettingsFile(path, OidcSettings, 'OUTPACE_OIDC_FILE');
  if (settings.newUsers === 'create' && settings.roles === undefined) {
    throw new StartFault('OUTPACE_OIDC_FILE: newUsers is "create", but no roles are named.');
  }
  for (const each of [settings.issuer, settings.publicUrl]) {
    if (isPlain(each)) {
      throw new StartFault('OUTPACE_OIDC_FILE: http:// is only for this machine; use https://.');
    }
  }
  return settings;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopbackUrl = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);

const isPlain = (address: string): boolean =>
  address.startsWith('http:') && !isLoopbackUrl(address);

export type Claims = Readonly<Record<string, unknown>>;

/**
 * The role that the claims name: the one with most rights, where they name several. Undefined:
 * none; `kept`: nothing is said of roles, and that of the account counts.
 */
export function roleOf({ roles }: OidcSettings, claims: Claims): Role | 'kept' | undefined {
  if (roles === undefined) return 'kept';
  const claim = claims[roles.claim];
  const held = new Set((Array.isArray(claim) ? claim : [claim]).map(String));
  return ROLES.toReversed().find((role) => roles[role]?.some((value) => held.has(value)));
}

/** The name of their account; undefined: the claims name none that can be trusted. */
export function accountName({ nameClaim }: OidcSettings, claims: Claims): string | undefined {
  const claim = nameClaim ?? 'preferred_username';
  // Anybody may say that they have somebody's address.
  if (claim === 'email' && claims.email_verified !== true) return undefined;
  const value = claims[claim];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
