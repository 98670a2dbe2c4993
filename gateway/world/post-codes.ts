import { QUMAR, XANADU } from './cast.ts';

/** Countries that ISO 3166-1 leaves to users: no real post is meant. */
const COUNTRIES = [
  ...Array.from({ length: 14 }, (_, nth) => `Q${String.fromCharCode(77 + nth)}`),
  ...Array.from({ length: 26 }, (_, nth) => `X${String.fromCharCode(65 + nth)}`),
];

/** Codes of the posts of a world, the cast first. */
export function postCodes(count: number): readonly string[] {
  const crowd = COUNTRIES.map((country) => `${country}A`).filter((code) => code !== QUMAR && code !== XANADU);
  return [QUMAR, XANADU, ...crowd].slice(0, count);
}
