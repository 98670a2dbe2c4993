import { type Malformed, malformed } from './malformed.ts';

declare const brand: unique symbol;

/** Schedule D port of entry, four digits; the first two are the district. */
export type Port = string & { readonly [brand]: 'Port' };

export function readPort(text: string): Port | Malformed {
  const written = text.trim();
  return /^(?!00)\d{4}$/.test(written) ? (written as Port) : malformed('NNNN of Schedule D', text);
}

/** The two digits of the district the port lies in. */
export function districtOf(port: Port): string {
  return port.slice(0, 2);
}
