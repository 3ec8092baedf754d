import * as client from 'openid-client';
import type { Claims, OidcSettings } from './oidc-settings.ts';
import { isLoopbackUrl, readOidcSettings } from './oidc-settings.ts';

/** What a browser keeps between leaving for the provider and coming back. */
export type OidcTicket = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

/** Who somebody is, as the provider says. */
export type OidcIdentity = {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
};

export const CALLBACK_PATH = '/api/sign-in/oidc/callback';

/** Answers of the provider are waited for so long, seconds. */
const TIMEOUT_S = 10;

/** The provider that a file describes; without one there is none. Throws a `StartFault`. */
export const oidcOf = async (file: string | undefined): Promise<OidcProvider | undefined> =>
  file === undefined ? undefined : new OidcProvider(await readOidcSettings(file));

/** The provider of single sign-on: authorization code with PKCE, state and nonce. */
export class OidcProvider {
  readonly settings: OidcSettings;
  #found: Promise<client.Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.settings = settings;
  }

  /** Where the browser is sent, and what it has to bring back. */
  async begin(): Promise<{ readonly url: URL; readonly ticket: OidcTicket }> {
    const provider = await this.#provider();
    const ticket = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: this.#callback().href,
      scope: `openid ${this.settings.scope ?? 'profile'}`,
      code_challenge: await client.calculatePKCECodeChallenge(ticket.verifier),
      code_challenge_method: 'S256',
      state: ticket.state,
      nonce: ticket.nonce,
    });
    return { url, ticket };
  }

  /** Undefined: what came back is not the answer to what was asked. Rejects when nobody answers. */
  async finish(query: string, ticket: OidcTicket): Promise<OidcIdentity | undefined> {
    const provider = await this.#provider();
    const cameTo = this.#callback();
    cameTo.search = query;
    try {
      const tokens = await client.authorizationCodeGrant(provider, cameTo, {
        pkceCodeVerifier: ticket.verifier,
        expectedState: ticket.state,
        expectedNonce: ticket.nonce,
        idTokenExpected: true,
      });
      return await this.#identity(provider, tokens);
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }

  /** Providers say some claims in the token, and some only when they are asked. */
  async #identity(
    provider: client.Configuration,
    tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
  ): Promise<OidcIdentity | undefined> {
    const said = tokens.claims();
    if (said === undefined) return undefined;
    const hasMore = provider.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasMore ? await client.fetchUserInfo(provider, tokens.access_token, said.sub) : {};
    return { issuer: said.iss, subject: said.sub, claims: { ...more, ...said } };
  }

  #callback(): URL {
    return new URL(`${this.settings.publicUrl.replace(/\/+$/, '')}${CALLBACK_PATH}`);
  }

  /** Asked again as long as nobody answers: the provider may come up after Outpace. */
  #provider(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const options: client.DiscoveryRequestOptions = {
      timeout: TIMEOUT_S,
      ...(isLoopbackUrl(issuer) ? { execute: [client.allowInsecureRequests] } : {}),
    };
    return client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  }
}

/** The provider, or whoever pretends to come from it, has said something that does not hold. */
const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError ||
  error instanceof client.ResponseBodyError ||
  (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT');
