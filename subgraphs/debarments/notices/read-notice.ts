import { countryFromAlpha3 } from '@good-standing/kernel/identifiers/country.ts';
import { readCountryCode } from '@good-standing/kernel/identifiers/country-code.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import {
  addressTraces,
  distinct,
  domainTraces,
  nameTraces,
  phoneTraces,
  type Trace,
} from '../leads/trace.ts';
import type { AddressInput, ReestablishmentNoticeInput } from '../schema.generated.ts';
import type { AddressRow } from '../tables.ts';
import { perhapsWritten, writtenText } from './written.ts';

/** A notice as given, read once. */
export interface ToldNotice {
  readonly newName: string | null;
  readonly newAddress: AddressRow | null;
  readonly newPhone: string | null;
  readonly newWebsite: string | null;
  readonly association: string;
  readonly traces: readonly Trace[];
}

const LONGEST_TEXT = 200;
const LONGEST_CODE = 20;
const LONGEST_PHONE = 40;
const MOST_LINES = 5;

/** BAD_USER_INPUT says what was expected, and quotes nothing: names and addresses of others are in it. */
export function readNotice(input: ReestablishmentNoticeInput, now: Temporal.Instant): ToldNotice {
  const newName = perhapsWritten('newName', input.newName, LONGEST_TEXT);
  const newAddress = input.newAddress == null ? null : readNewAddress(input.newAddress);
  if (newName === null && newAddress === null)
    throw badInput('input: expected newName or newAddress, got neither');
  if (Temporal.Instant.compare(input.observedAt, now) > 0) {
    throw badInput('observedAt: expected an instant that is not in the future');
  }
  const newPhone = perhapsWritten('newPhone', input.newPhone, LONGEST_PHONE);
  const newWebsite = perhapsWritten('newWebsite', input.newWebsite, LONGEST_TEXT);
  return {
    newName,
    newAddress,
    newPhone,
    newWebsite,
    association: writtenText('association', input.association),
    traces: distinct([
      ...nameTraces(newName === null ? [] : [newName]),
      ...addressTraces(newAddress === null ? [] : [newAddress]),
      ...phoneTraces(newPhone === null ? [] : [newPhone]),
      ...domainTraces(newWebsite === null ? [] : [newWebsite]),
    ]),
  };
}

function readNewAddress({ lines, city, region, postalCode, country }: AddressInput): AddressRow {
  if ((lines?.length ?? 0) > MOST_LINES) throw badInput(`newAddress.lines: expected at most ${MOST_LINES}`);
  const address = {
    lines: (lines ?? []).map((line) => writtenText('newAddress.lines', line, LONGEST_TEXT)),
    city: perhapsWritten('newAddress.city', city, LONGEST_TEXT),
    region: perhapsWritten('newAddress.region', region, LONGEST_TEXT),
    postalCode: perhapsWritten('newAddress.postalCode', postalCode, LONGEST_CODE),
    country: countryOf(country),
  };
  if (address.lines.length === 0 && address.city === null && address.postalCode === null) {
    throw badInput('newAddress: expected lines, a city or a postal code');
  }
  return address;
}

/** ZZ where it is not told. */
function countryOf(text: string | null | undefined): string {
  if (text === null || text === undefined) return 'ZZ';
  const written = text.trim();
  const read = written.length === 3 ? countryFromAlpha3(written) : readCountryCode(written);
  if (typeof read === 'string' && !isMalformed(read)) return read;
  throw badInput('newAddress.country: expected an ISO 3166-1 alpha-2 or alpha-3 code');
}
