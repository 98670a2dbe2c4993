import type { PartyAddress } from '../index/listed-party.ts';
import { normalisedName } from '../keys/normalised-name.ts';
import { namesIn } from '../names/names-in.ts';
import { wordsOfName } from '../names/words-of-name.ts';
import { addressKeys, readAddress } from '../places/address.ts';
import { domainKey } from '../places/email.ts';
import { phoneKey } from '../places/phone.ts';

export type TraceKind = 'ADDRESS' | 'PRINCIPAL' | 'PHONE' | 'DOMAIN' | 'BANK_ACCOUNT' | 'NAME';

/** One thing that two records may have in common: as it is compared, and as it is written. */
export interface Trace {
  readonly kind: TraceKind;
  readonly value: string;
  readonly shown: string;
}

/** Keys without a town, or without a street, are of too many places to say anything. */
const OF_ONE_PLACE = /^A[BZC]/;
const LONGEST_VALUE = 500;

export function addressTraces(addresses: readonly PartyAddress[]): readonly Trace[] {
  return addresses.map(readAddress).flatMap((address) =>
    addressKeys(address)
      .filter((key) => OF_ONE_PLACE.test(key))
      .map((value) => ({ kind: 'ADDRESS' as const, value, shown: address.text })),
  );
}

export function nameTraces(names: readonly string[]): readonly Trace[] {
  return names.flatMap(namesIn).flatMap((shown) => {
    const value = normalisedName(shown);
    return value === null ? [] : [{ kind: 'NAME' as const, value, shown }];
  });
}

/** Persons by all of their names and by the first and last; one word names nobody. */
export function principalTraces(names: readonly string[]): readonly Trace[] {
  return names.flatMap((shown) =>
    [shown, firstAndLast(shown)]
      .map((name) => normalisedName(name) ?? '')
      .filter((value) => value.includes(' '))
      .map((value) => ({ kind: 'PRINCIPAL' as const, value, shown })),
  );
}

function firstAndLast(name: string): string {
  const words = name.includes(',') ? [] : wordsOfName(name, true).filter((word) => !SUFFIXES.has(word));
  return words.length < 3 ? '' : `${words[0]} ${words.at(-1)}`;
}

const SUFFIXES: ReadonlySet<string> = new Set(['JR', 'SR', 'II', 'III', 'IV']);

export function phoneTraces(phones: readonly string[]): readonly Trace[] {
  return phones.flatMap((shown) => {
    const value = phoneKey(shown);
    return value === null ? [] : [{ kind: 'PHONE' as const, value, shown }];
  });
}

/** By the hashes that CBP makes of accounts; what is shown tells one from another and no more. */
export function accountTraces(hashes: readonly string[]): readonly Trace[] {
  return hashes.map((value) => ({
    kind: 'BANK_ACCOUNT' as const,
    value,
    shown: `account ${value.slice(0, 12)}`,
  }));
}

/** Of websites and addresses for mail. */
export function domainTraces(texts: readonly string[]): readonly Trace[] {
  return texts.flatMap((shown) => {
    const value = domainKey(shown.includes('@') ? shown : `@${hostOf(shown)}`);
    return value === null ? [] : [{ kind: 'DOMAIN' as const, value, shown }];
  });
}

export function hostOf(website: string): string {
  return website
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/:?#].*$/, '');
}

/** The first word of a name: tells unlike names apart where many share a place. */
export function headOf(name: string): string {
  return wordsOfName(name, false)[0] ?? '';
}

/** Each value of a kind once, fit to be stored. */
export function distinct(traces: readonly Trace[]): readonly Trace[] {
  const cut = traces.map((trace) => ({ ...trace, value: trace.value.slice(0, LONGEST_VALUE) }));
  return [
    ...new Map(cut.toReversed().map((trace) => [`${trace.kind} ${trace.value}`, trace])).values(),
  ].reverse();
}
