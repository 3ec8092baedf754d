import { Type } from 'typebox';
import { closed, id, name, oneOf } from './schema.ts';
import { ROLES } from './sign-in.ts';

/** POST /api/users (administrator). The password is at least 10 characters. */
export const UserBody = closed({
  name: Type.String({ pattern: '^[A-Za-z0-9._@-]{1,120}$' }),
  displayName: name(),
  role: oneOf(ROLES),
  password: Type.Optional(Type.String({ minLength: 10, maxLength: 400 })),
  active: Type.Boolean(),
});
export type UserBody = Type.Static<typeof UserBody>;

export const UserRow = closed({
  id: id(),
  name: Type.String(),
  displayName: name(),
  role: oneOf(ROLES),
  active: Type.Boolean(),
  version: Type.Integer(),
});
export type UserRow = Type.Static<typeof UserRow>;

/** GET/POST /api/agent-groups, PUT /api/agent-groups/:agentGroupId. */
export const AgentGroupBody = closed({
  name: name(),
  members: Type.Array(id(), { maxItems: 5_000, description: 'User ids' }),
});
export type AgentGroupBody = Type.Static<typeof AgentGroupBody>;

export const AgentGroupRow = closed({
  ...AgentGroupBody.properties,
  id: id(),
  version: Type.Integer(),
});
export type AgentGroupRow = Type.Static<typeof AgentGroupRow>;
