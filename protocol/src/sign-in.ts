import { Type } from 'typebox';
import { closed, id, name, oneOf } from './schema.ts';

export const ROLES = ['agent', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** POST /api/sign-in; answers with `Me` and sets the session cookie. */
export const SignInBody = closed({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  password: Type.String({ minLength: 1, maxLength: 400 }),
});

/** POST /api/demo-sign-in: only on loopback and only in a demo site; 404 otherwise. */
export const DemoSignInBody = closed({ as: oneOf(ROLES) });

/** GET /api/me. */
export const Me = closed({
  userId: id(),
  name: name(),
  displayName: name(),
  role: oneOf(ROLES),
  siteName: name(),
  demo: Type.Boolean(),
});
export type Me = Type.Static<typeof Me>;

/** GET /api/sign-in: what the sign-in page may offer. */
export const SignInOffer = closed({
  siteName: name(),
  demo: Type.Boolean(),
  /** What to write on the button to GET /api/sign-in/oidc; null: there is no single sign-on. */
  singleSignOn: Type.Union([name(), Type.Null()]),
});
export type SignInOffer = Type.Static<typeof SignInOffer>;

/** PUT /api/me/password; signs the person out in every other browser. */
export const PasswordBody = closed({
  old: Type.String({ minLength: 1, maxLength: 400 }),
  new: Type.String({ minLength: 10, maxLength: 400 }),
});
export type PasswordBody = Type.Static<typeof PasswordBody>;
