import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import type { ListKeeper } from '../jobs/list-keeper.ts';
import type { WhatIfDesk } from '../jobs/what-if-desk.ts';
import type { OidcProvider } from '../oidc/oidc-provider.ts';
import type { OutsideRules } from '../outside/outside-hosts.ts';
import type { RecordingFiles, ValidatorDesk } from '../ports.ts';
import type { PlanReader } from '../store/plan-reader.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { SiteRow } from '../store/sites.ts';
import type { DialerPort } from './dialer-port.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { PhoneAccounts } from './phone-accounts.ts';
import type { QualityDesk } from './quality-desk.ts';
import type { ScreenHub } from './screen-hub.ts';

/** What the routes and sockets are made from. */
export type ApiParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  readonly site: SiteRow;
  readonly dialer: DialerPort;
  readonly hub: ScreenHub;
  readonly plans: PlanReader;
  readonly sockets: OpenSockets;
  readonly quality: QualityDesk;
  readonly keeper: ListKeeper;
  /** Undefined: the switch has no phones in the browser. */
  readonly phones: { readonly accounts: PhoneAccounts; readonly sipSocketUrl: string } | undefined;
  /** Undefined: the switch does not record. */
  readonly recordings: RecordingFiles | undefined;
  /** Undefined: plans cannot be simulated here. */
  readonly whatIfs: WhatIfDesk | undefined;
  readonly validator: ValidatorDesk;
  /** For what lies sealed in the database. */
  readonly secrets: SecretBox;
  /** Undefined: there is no single sign-on. */
  readonly oidc: OidcProvider | undefined;
  /** Which hosts inside users may have asked. */
  readonly outside: OutsideRules;
  /** The server listens on this machine only. */
  readonly loopbackOnly: boolean;
};
