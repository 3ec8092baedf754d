import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/*
 * A real provider of single sign-on in a process of its own, for tests. Whoever comes to sign in
 * is whoever `POST /as` has named last; nobody is asked anything.
 */

type Account = { readonly sub: string; readonly [claim: string]: unknown };

const [redirectUri = ''] = process.argv.slice(2);
let account: Account = { sub: 'nobody' };
const accounts = new Map<string, Account>();

const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const listening = server.address();
const port = typeof listening === 'object' ? listening?.port : undefined;
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { client_id: 'outpace', client_secret: 'the-client-secret', redirect_uris: [redirectUri] },
  ],
  claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: async () => accounts.get(id) ?? { sub: id },
  }),
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  // The client is the house's own: nobody is asked whether it may know who they are.
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: 'outpace',
      accountId: context.oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
const answer = provider.callback();
server.on('request', async (request, response) => {
  if (request.method === 'POST' && request.url === '/as') {
    let text = '';
    for await (const part of request) text += String(part);
    account = JSON.parse(text);
    accounts.set(account.sub, account);
    return response.end();
  }
  if (request.url?.startsWith('/interaction/')) {
    const login = { accountId: account.sub };
    return provider.interactionFinished(request, response, { login });
  }
  return answer(request, response);
});
process.on('disconnect', () => process.exit(0));
process.send?.(port);
