import type { Part } from '../index/listed-index.ts';
import { PARTY_KINDS } from '../index/listed-party.ts';
import type { AskedParty } from './asked-party.ts';
import {
  DOMAIN_WITH_NAME,
  OTHER_KIND,
  PHONE_WITH_NAME,
  PLACE_WITH_NAME,
  WITHOUT_NAME,
} from './evidence-weights.ts';
import { type Feature, type FeatureName, feature, rounded, totalOf } from './feature.ts';
import { type BestName, nameFeatures } from './name-features.ts';
import type { NameScorer } from './name-score.ts';
import { type Nearness, nearest, type PlaceEvidence } from './place-evidence.ts';

/** By what other than its name a listed party was found. */
export interface FoundKeys {
  readonly identifiers: readonly { readonly scheme: string; readonly text: string; readonly value: string }[];
  readonly phone: string | null;
  readonly email: string | null;
}

/** A listed party, by number, and by what it was found. */
export interface FoundParty {
  readonly party: number;
  readonly best: BestName | null;
  readonly keys: FoundKeys;
}

export interface ScoredParty {
  readonly score: number;
  readonly features: readonly Feature[];
  /** Of the names alone. */
  readonly nameScore: number;
}

/**
 * What the evidence says together: an identifier is the party; else the name with what
 * speaks for and against it; else, under another name, what the two have in common.
 */
export function scoreParty(
  { part, scorer }: { readonly part: Part; readonly scorer: NameScorer },
  asked: AskedParty,
  { party, best, keys }: FoundParty,
): ScoredParty {
  const place = nearest(asked.addresses, part, party);
  const nameScore = best === null ? 0 : rounded(best.scored.score);
  const words = best === null ? [] : nameFeatures(part, best, scorer);
  const named = capped([
    ...words,
    ...placeFeatures(place, PLACE_WITH_NAME[place?.nearness ?? 'NOTHING']),
    ...reached(keys, PHONE_WITH_NAME, DOMAIN_WITH_NAME),
    ...kindFeatures(part, party, asked),
  ]);
  const met = capped([
    ...placeFeatures(place, withoutName(asked, place)),
    ...reached(keys, WITHOUT_NAME.phone, WITHOUT_NAME.domain),
    ...words.map((word) => scaled(word, WITHOUT_NAME.name)),
  ]);
  const features = keys.identifiers.length > 0 ? identified(keys, named) : stronger(named, met, keys, place);
  return { score: totalOf(features), features, nameScore };
}

function stronger(
  named: readonly Feature[],
  met: readonly Feature[],
  keys: FoundKeys,
  place: PlaceEvidence | null,
): readonly Feature[] {
  const isMet = keys.phone !== null || keys.email !== null || isSameStreet(place);
  return isMet && totalOf(met) > totalOf(named) ? met : named;
}

function isSameStreet(place: PlaceEvidence | null): boolean {
  return (
    place?.nearness === 'STREET' || place?.nearness === 'OTHER_UNIT' || place?.nearness === 'LIKE_STREET'
  );
}

/** An identifier is all of the score; what else was compared is told beside it. */
function identified({ identifiers }: FoundKeys, others: readonly Feature[]): readonly Feature[] {
  const [first, ...rest] = identifiers.map(({ scheme, text, value }) =>
    feature(scheme as FeatureName, text, value, 1, 1, 0),
  );
  if (first === undefined) return others;
  return [
    { ...first, contribution: 1 },
    ...[...rest, ...others].map((other) => ({ ...other, weight: 0, contribution: 0 })),
  ];
}

const NEARNESS_FEATURE: Readonly<Record<Exclude<Nearness, 'NOTHING'>, FeatureName>> = {
  STREET: 'STREET',
  OTHER_UNIT: 'STREET',
  LIKE_STREET: 'STREET',
  OTHER_STREET: 'STREET',
  POSTAL_CODE: 'POSTAL_CODE',
  CITY: 'CITY',
  REGION: 'REGION',
  OTHER_REGION: 'REGION',
  OTHER_COUNTRY: 'COUNTRY',
};

function placeFeatures(place: PlaceEvidence | null, worth: number): readonly Feature[] {
  if (place === null || place.nearness === 'NOTHING') return [];
  const isSame = place.nearness !== 'LIKE_STREET' && place.nearness !== 'OTHER_UNIT';
  const agrees = worth > 0 ? (isSame ? 1 : 0.8) : worth < 0 ? 1 : 0;
  const weight = agrees === 0 ? 0 : worth / agrees;
  return [
    feature(
      NEARNESS_FEATURE[place.nearness],
      place.asked.text,
      place.listed,
      worth < 0 ? 0 : agrees,
      weight,
      worth,
    ),
  ];
}

function withoutName(asked: AskedParty, place: PlaceEvidence | null): number {
  if (place?.nearness === 'OTHER_STREET') return WITHOUT_NAME.otherStreet;
  if (place === null || !isSameStreet(place)) return 0;
  if (asked.isAtHub) return WITHOUT_NAME.streetOfHub;
  if (place.nearness === 'OTHER_UNIT') return WITHOUT_NAME.otherUnit;
  return place.nearness === 'LIKE_STREET' ? WITHOUT_NAME.likeStreet : WITHOUT_NAME.street;
}

function reached(keys: FoundKeys, phone: number, domain: number): readonly Feature[] {
  return [
    ...(keys.phone === null ? [] : [feature('PHONE', keys.phone, keys.phone, 1, phone)]),
    ...(keys.email === null ? [] : [feature('EMAIL_DOMAIN', keys.email, keys.email, 1, domain)]),
  ];
}

function kindFeatures({ segment }: Part, party: number, asked: AskedParty): readonly Feature[] {
  const listed = PARTY_KINDS[segment.kinds[party] as number] ?? 'OTHER';
  if (asked.kind === null || listed === 'OTHER' || asked.kind === 'OTHER') return [];
  return asked.kind === listed
    ? [feature('KIND', asked.kind, listed, 1, 0)]
    : [feature('KIND', asked.kind, listed, 0, OTHER_KIND, OTHER_KIND)];
}

function scaled(one: Feature, by: number): Feature {
  return { ...one, weight: rounded(one.weight * by), contribution: rounded(one.contribution * by) };
}

/** No more than 1 and no less than 0 together: what is too much is taken from the last that add to it. */
function capped(features: readonly Feature[]): readonly Feature[] {
  let over = rounded(totalOf(features) - 1);
  let under = rounded(-totalOf(features));
  if (over <= 0 && under <= 0) return features;
  return features
    .toReversed()
    .map((one) => {
      const cut = over > 0 ? Math.min(over, Math.max(0, one.contribution)) : 0;
      const raise = under > 0 ? Math.min(under, Math.max(0, -one.contribution)) : 0;
      over = rounded(over - cut);
      under = rounded(under - raise);
      return cut === 0 && raise === 0
        ? one
        : { ...one, contribution: rounded(one.contribution - cut + raise) };
    })
    .reverse();
}
