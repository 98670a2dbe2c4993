import type { Nearness } from './place-evidence.ts';

/** From here on a party is to be looked at by a person (policy). */
export const REVIEW_FROM = 0.7;
/** From here on a name is taken for the listed one where something else agrees (policy). */
export const SAME_NAME_FROM = 0.9;
/** Less than this is not told: one weak thing in common. */
export const TOLD_FROM = 0.6;

/** What a place adds to a name that is alike (policy). */
export const PLACE_WITH_NAME: Readonly<Record<Nearness, number>> = {
  STREET: 0.12,
  OTHER_UNIT: 0.1,
  LIKE_STREET: 0.1,
  POSTAL_CODE: 0.08,
  CITY: 0.04,
  REGION: 0.01,
  OTHER_STREET: -0.18,
  NOTHING: 0,
  OTHER_REGION: -0.02,
  OTHER_COUNTRY: -0.06,
};

export const PHONE_WITH_NAME = 0.12;
export const DOMAIN_WITH_NAME = 0.08;
export const OTHER_KIND = -0.12;

/** What parties under different names have in common, each (policy): the address of one that is listed is looked at by a person, no other one thing is. */
export const WITHOUT_NAME = {
  street: 0.7,
  otherUnit: 0.55,
  likeStreet: 0.55,
  /** Of the same town: beside a telephone it is another branch as often as the same party. */
  otherStreet: -0.08,
  /** An address that so many parties of unlike names have is an office for hire. */
  hubFrom: 6,
  streetOfHub: 0.15,
  phone: 0.55,
  domain: 0.45,
  /** Of the name's own score. */
  name: 0.45,
} as const;
