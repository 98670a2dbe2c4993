import { countryFromAlpha3, readCountry } from '@good-standing/kernel/identifiers/country.ts';
import { ALPHA_2 } from '@good-standing/kernel/identifiers/iso-3166.ts';
import { isMalformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { latin } from '../names/latin.ts';

/** As lists and sellers write them besides their English names. */
const ALSO: Readonly<Record<string, string>> = {
  US: 'USA, U S, U S A, UNITED STATES OF AMERICA',
  GB: 'UK, U K, GREAT BRITAIN, ENGLAND, SCOTLAND, WALES, NORTHERN IRELAND',
  AE: 'UAE, U A E',
  BO: 'BOLIVIA PLURINATIONAL STATE OF',
  BN: 'BRUNEI DARUSSALAM',
  CD: 'CONGO DEMOCRATIC REPUBLIC OF THE, DEMOCRATIC REPUBLIC OF THE CONGO, DR CONGO',
  CG: 'CONGO REPUBLIC OF THE, REPUBLIC OF THE CONGO',
  CI: 'IVORY COAST',
  CN: 'PEOPLES REPUBLIC OF CHINA, PRC',
  CZ: 'CZECH REPUBLIC',
  HK: 'HONG KONG, HONGKONG',
  IR: 'IRAN ISLAMIC REPUBLIC OF',
  KP: 'KOREA NORTH, DPRK, DEMOCRATIC PEOPLES REPUBLIC OF KOREA',
  KR: 'KOREA SOUTH, REPUBLIC OF KOREA, KOREA REPUBLIC OF, KOREA',
  LA: 'LAO PEOPLES DEMOCRATIC REPUBLIC',
  MD: 'MOLDOVA REPUBLIC OF, REPUBLIC OF MOLDOVA',
  MK: 'MACEDONIA',
  MM: 'BURMA',
  MO: 'MACAU, MACAO',
  NL: 'HOLLAND, THE NETHERLANDS',
  PS: 'PALESTINE, WEST BANK, GAZA',
  RU: 'RUSSIAN FEDERATION',
  SY: 'SYRIAN ARAB REPUBLIC',
  TR: 'TURKEY',
  TW: 'TAIWAN PROVINCE OF CHINA',
  TZ: 'TANZANIA UNITED REPUBLIC OF',
  VE: 'VENEZUELA BOLIVARIAN REPUBLIC OF',
  VN: 'VIET NAM',
};

const english = new Intl.DisplayNames(['en'], { type: 'region' });
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...[...ALPHA_2].map((code) => [wordsOf(english.of(code) ?? code), code] as const),
  ...Object.entries(ALSO).flatMap(([code, names]) => names.split(', ').map((name) => [name, code] as const)),
]);

/** Alpha-2 of a country by its code of two or three letters or its English name; null where it is none. */
export function countryNamed(text: string): string | null {
  const code = readCountry(text.trim());
  if (!isMalformed(code)) return code;
  return countryFromAlpha3(text.trim()) ?? countryByName(text);
}

/** As `countryNamed`, but for codes of two letters, which may be a state's. */
export function countryByName(text: string): string | null {
  return BY_NAME.get(wordsOf(text)) ?? null;
}

function wordsOf(text: string): string {
  return latin(text)
    .toUpperCase()
    .replace(/[’'`]/g, '')
    .replace(/&/g, ' AND ')
    .split(/[^A-Z]+/)
    .filter((word) => word !== '')
    .join(' ');
}
