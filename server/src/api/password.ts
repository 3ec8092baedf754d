import { hash, type Options, verify } from '@node-rs/argon2';

/**
 * Argon2id with 19 MiB and two passes, the first choice of the OWASP password storage guide.
 * Argon2id is the default of the package; its enum cannot be read here without being inlined.
 */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password that nobody has, so that an unknown name costs as much as a known one. */
const NOBODY = hash('a name that nobody has', COST);

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Takes the same time whether the user is known or not. */
export async function isPassword(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await NOBODY), password);
  return matches && passwordHash !== undefined;
}
