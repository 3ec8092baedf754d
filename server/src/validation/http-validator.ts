import type http from 'node:http';
import type { CampaignId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import type { Validation, ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import { type LookUp, outsideLookUp } from '../outside/ask-outside.ts';
import { type OutsideRules, parseOutsideUrl } from '../outside/outside-hosts.ts';
import type { ActionOf, Clock, Validator, ValidatorDesk } from '../ports.ts';
import { Circuit, type Pass } from './circuit.ts';
import { askOnce, newAgent } from './http-question.ts';
import { questionBody } from './question-body.ts';

/** Questions that wait for a connection, for each that is being asked; more are not even begun. */
const WAITING_PER_CONNECTION = 50;

/** A place that nobody was asked at for so long is forgotten, with its connections. */
const FORGET_MS: Millis = minutes(10);

/** Where one campaign asks, with these very settings. */
type Place = {
  readonly url: URL;
  readonly agent: http.Agent;
  readonly circuit: Circuit;
  /** Questions that are asked now, or wait for a connection. */
  open: number;
  askedAt: ReturnType<Clock['now']>;
};

export type ValidatorParts = {
  readonly clock: Pick<Clock, 'now'>;
  /** What the header carries; undefined: the campaign has none. Asked before each question. */
  readonly secretOf: (campaignId: CampaignId) => Promise<string | undefined>;
  /** Which hosts inside may be asked. */
  readonly outside: OutsideRules;
  /** Finds the addresses of a name. Default: the system's. */
  readonly find?: LookUp;
};

/** Asks by HTTP before the dials of campaigns that want it. */
export class HttpValidator implements Validator, ValidatorDesk {
  readonly #parts: ValidatorParts;
  readonly #places = new Map<string, Place>();
  readonly answers = new Map<ValidationAnswer['said'], number>();

  constructor(parts: ValidatorParts) {
    this.#parts = parts;
  }

  get openCircuits(): number {
    return [...this.#places.values()].filter(({ circuit }) => circuit.phase !== 'closed').length;
  }

  async ask(question: ActionOf<'ask-validation'>): Promise<ValidationAnswer> {
    const answer = await this.#answer(question);
    this.answers.set(answer.said, (this.answers.get(answer.said) ?? 0) + 1);
    return answer;
  }

  async tryOut(question: ActionOf<'ask-validation'>): Promise<ValidationAnswer> {
    const place = this.#newPlace(question);
    if (place === undefined) return { said: 'error', why: 'unreachable' };
    const answer = await this.#askAt(place, question);
    place.agent.destroy();
    return answer;
  }

  close(): void {
    for (const { agent } of this.#places.values()) agent.destroy();
    this.#places.clear();
  }

  async #answer(question: ActionOf<'ask-validation'>): Promise<ValidationAnswer> {
    const { validation } = question;
    const place = this.#placeFor(question);
    if (place === undefined) return { said: 'error', why: 'unreachable' };
    const at = this.#parts.clock.now();
    place.askedAt = at;
    if (place.open >= validation.connectionsMax * (1 + WAITING_PER_CONNECTION)) {
      return { said: 'error', why: 'too-many' };
    }
    const pass = place.circuit.ask(at, validation.timeoutMs);
    if (pass.type === 'none') return { said: 'circuit-open', againAt: pass.againAt };
    place.open += 1;
    const answer = await this.#askAt(place, question);
    place.open -= 1;
    this.#learn(place, pass, answer);
    return answer;
  }

  #learn({ circuit }: Place, pass: Pass, { said }: ValidationAnswer): void {
    if (said === 'dial' || said === 'refuse') circuit.answered();
    else circuit.failed(pass, this.#parts.clock.now());
  }

  async #askAt(
    { url, agent }: Place,
    question: ActionOf<'ask-validation'>,
  ): Promise<ValidationAnswer> {
    const { validation, campaignId } = question;
    const signal = AbortSignal.timeout(validation.timeoutMs);
    const headers = await this.#headers(validation, campaignId);
    if (headers === undefined) return { said: 'error', why: 'no-secret' };
    const body = JSON.stringify(questionBody(question));
    return askOnce({ url, agent, headers, body, signal });
  }

  /** Undefined: the campaign wants a secret to be shown, and there is none to be had. */
  async #headers(
    { secretHeader }: Validation,
    campaignId: CampaignId,
  ): Promise<Record<string, string> | undefined> {
    if (secretHeader === undefined) return {};
    try {
      const secret = await this.#parts.secretOf(campaignId);
      return secret === undefined ? undefined : { [secretHeader]: secret };
    } catch {
      // The store is away, which it says itself; without the secret nobody is asked.
      return undefined;
    }
  }

  #placeFor(question: ActionOf<'ask-validation'>): Place | undefined {
    const { campaignId, validation } = question;
    const { url: address, connectionsMax } = validation;
    const key = `${campaignId} ${connectionsMax} ${address}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#forgetOld();
    const place = this.#newPlace(question);
    if (place !== undefined) this.#places.set(key, place);
    return place;
  }

  /** Undefined: the address is none, or one that users may not have asked. */
  #newPlace({ validation }: ActionOf<'ask-validation'>): Place | undefined {
    const { outside, find, clock } = this.#parts;
    const parsed = parseOutsideUrl(validation.url, outside);
    if (!parsed.ok) return undefined;
    const url = parsed.value;
    const agent = newAgent(url, validation.connectionsMax, outsideLookUp(url, outside, find));
    const askedAt = clock.now();
    return { url, agent, circuit: new Circuit(), open: 0, askedAt };
  }

  #forgetOld(): void {
    const now = this.#parts.clock.now();
    for (const [key, { open, askedAt, agent }] of this.#places) {
      if (open > 0 || after(askedAt, FORGET_MS) > now) continue;
      agent.destroy();
      this.#places.delete(key);
    }
  }
}
