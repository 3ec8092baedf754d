import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { fitsField } from '@outpace/engine/campaigns/field-layout.ts';
import type { NewChainBody } from '@outpace/protocol/new-chains.ts';
import type { NewChain, NewNumber } from '../store/added-chains.ts';
import { countryOf, parseImportedPhone } from './import-phone.ts';
import type { ListDefaults } from './import-row.ts';
import { zoneNamed, zoneOfNumber } from './import-zone.ts';

/** Reads a person as an import reads a row, at `at`. The first thing that is wrong is refused. */
export function parseNewChain(
  body: NewChainBody,
  list: ListDefaults,
  at: Instant,
): Result<NewChain, Refusal> {
  const numbers: NewNumber[] = [];
  for (const given of body.numbers) {
    const number = parseNewNumber(given, list);
    if (!number.ok) return number;
    const { phone } = number.value;
    if (numbers.some((other) => other.phone === phone)) {
      return fail(refusal('BAD_REQUEST', `${phone} is there twice`));
    }
    numbers.push(number.value);
  }
  const fields = body.fields ?? {};
  const wrong = Object.entries(fields).find(([key, value]) => {
    const field = list.fields.find((each) => each.key === key);
    return field === undefined || !fitsField(field, value);
  });
  if (wrong !== undefined) return fail(refusal('FIELD_INVALID', wrong[0]));
  const due = body.dueAt === undefined ? undefined : Date.parse(body.dueAt);
  if (Number.isNaN(due)) return fail(refusal('CALLBACK_TIME_INVALID'));
  const contactName = (body.contactName ?? '').trim();
  const isLater = due !== undefined && due > at;
  const dueAt = isLater ? instant(due) : undefined;
  return ok({ contactName, customerId: body.customerId, numbers, fields, dueAt });
}

function parseNewNumber(
  given: NewChainBody['numbers'][number],
  list: ListDefaults,
): Result<NewNumber, Refusal> {
  // A list whose country the library does not know any more takes international numbers alone.
  const country = countryOf(list.defaultCountry) ?? 'US';
  const parsed = parseImportedPhone(given.phone, country);
  if (!parsed.ok) return fail(refusal('NUMBER_INVALID', given.phone));
  const { number: phone, callingCode, national } = parsed.value;
  const named = given.zone === undefined ? undefined : zoneNamed(given.zone);
  if (given.zone !== undefined && named === undefined) {
    return fail(refusal('BAD_REQUEST', `no zone ${given.zone}`));
  }
  const zone = named ?? zoneOfNumber(callingCode, national) ?? list.defaultZone;
  const { dailyFrom = list.dailyFrom, dailyTill = list.dailyTill } = given;
  // Hours over midnight are hours; none at all would never be called.
  if (dailyFrom === dailyTill) return fail(refusal('BAD_REQUEST', 'the calling window is empty'));
  return ok({ phone, contactType: given.contactType ?? 'home', zone, dailyFrom, dailyTill });
}
