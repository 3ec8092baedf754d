import { once } from 'node:events';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { type BrowserPhoneAccount, type BrowserPhones, SwitchFault } from '../ports.ts';

/** A switch's side of browser phones: keeps the accounts, and takes SIP sockets while it is up. */
export class FakePhones implements BrowserPhones {
  readonly accounts: { readonly agentId: AgentId; readonly password: string }[] = [];
  isUp = true;
  /** What happens while the switch thinks about a socket. */
  beforeAccept: () => Promise<void> = async () => undefined;
  readonly sipSocketUrl: string;
  readonly #server: WebSocketServer;

  private constructor(server: WebSocketServer, port: number) {
    this.#server = server;
    this.sipSocketUrl = `ws://127.0.0.1:${port}/ws`;
  }

  static async open(): Promise<FakePhones> {
    const server: WebSocketServer = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      path: '/ws',
      verifyClient: (_client, accept) => {
        void phones.beforeAccept().then(() => accept(phones.isUp));
      },
    });
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was taken');
    const phones = new FakePhones(server, address.port);
    return phones;
  }

  async provision(agentId: AgentId, password: string): Promise<BrowserPhoneAccount> {
    if (!this.isUp) throw new SwitchFault('the switch is away');
    this.accounts.push({ agentId, password });
    return { user: `agent-${agentId}`, domain: 'outpace.test' };
  }

  /** The password that is good for this agent now. */
  passwordOf(agentId: string): string | undefined {
    return this.accounts.findLast((account) => account.agentId === agentId)?.password;
  }

  /** Sockets that are open on the switch. */
  get sockets(): readonly WebSocket[] {
    return [...this.#server.clients];
  }

  /** The switch's end of the newest socket. */
  newest(): WebSocket {
    return must(this.sockets.at(-1), 'a SIP socket on the switch');
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
