import { randomBytes } from 'node:crypto';
import swagger from '@fastify/swagger';
import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { COOKIE } from './user-token.ts';

const DESCRIPTION = `
Everything that the screens do, for everybody else. Sign in with \`POST /api/sign-in\` and keep the
cookie, or make a token with \`POST /api/me/tokens\` and send it as \`Authorization: Bearer\`.
Unknown fields are refused and nothing is coerced. A refusal has a \`code\` that never
changes its meaning, a \`message\` for people, and sometimes a \`detail\`.

Live views come over two websockets, \`GET /api/agent-socket\` and \`GET /api/supervisor-socket\`,
with the same cookie. Their messages are described in the \`protocol\` workspace.
`;

/** Must be registered before the routes it is to describe. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Outpace', version: '0.1.0', description: DESCRIPTION },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: COOKIE },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/**
 * The page to read the document at. Its one inline script is let in by a nonce; the page is the
 * same for everybody and shows nothing but our own document, so one nonce per start is enough.
 */
export async function showApi(app: FastifyInstance): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  await app.register(async (page) => {
    page.addHook('onSend', async (_request, reply) => {
      const policy = reply.getHeader('content-security-policy');
      if (typeof policy !== 'string') return;
      const relaxed = policy.replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`);
      reply.header('content-security-policy', relaxed);
    });
    await page.register(apiReference, {
      routePrefix: '/api/docs',
      configuration: {
        url: '/api/openapi.json',
        pageTitle: 'Outpace API',
        nonce,
        // Nothing of somebody else's: no fonts, no questions to a service, no client to install.
        withDefaultFonts: false,
        agent: { disabled: true },
        mcp: { disabled: true },
        telemetry: false,
        showDeveloperTools: 'never',
        hideClientButton: true,
      },
    });
  });
}
