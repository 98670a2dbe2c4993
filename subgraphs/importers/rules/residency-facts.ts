import { valueOn } from '@good-standing/kernel/parameter/parameter.ts';
import { STANDING_PARAMETERS } from '@good-standing/kernel/parameter/standing-parameters.ts';
import { all, type Kleene, known } from './kleene.ts';
import type { ResidencyFacts } from './residency.ts';
import { isInUnitedStates } from './united-states.ts';

/** What the registry and the importer's disclosures say of where it is and whose. */
export interface DisclosedResidence {
  readonly kind: string;
  readonly organizedIn: string | null;
  /** Physical address, else the mailing one; ZZ: not known. */
  readonly country: string;
  /** The physical address is a post office box. */
  readonly isPostBox: boolean;
  readonly owners: readonly DisclosedOwner[];
  readonly assets: readonly DisclosedAsset[];
}

export interface DisclosedOwner {
  readonly country: string | null;
  readonly controlling: boolean | null;
  /** ISO days; null: not disclosed, and as the last day: still so. */
  readonly from: string | null;
  readonly until: string | null;
}

export interface DisclosedAsset {
  readonly country: string | null;
  readonly valueCents: number | null;
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * The facts of EO 14411 § 10 as far as our data have them (policy): the country of an
 * owner stands for citizenship, an address that is no post office box for presence,
 * any tangible asset here for sufficient ones. No determination of real property by
 * the Secretary is on file for anyone, and without one there is none. Whether an
 * importer is the instrumentality of a foreign manufacturer nobody tells us.
 */
export function residencyFacts(disclosed: DisclosedResidence, on: Temporal.PlainDate): ResidencyFacts {
  if (disclosed.kind === 'INDIVIDUAL' || disclosed.kind === 'SOLE_PROPRIETOR') {
    return {
      kind: 'NATURAL_PERSON',
      citizenOrResident: ownersOn(disclosed.owners, on.toString(), () => true),
    };
  }
  return {
    kind: 'ENTITY',
    organized: organizedHere(disclosed),
    located: locatedHere(disclosed, on.toString()),
    control: controlThroughout(disclosed.owners, on),
    realProperty: 'F',
  };
}

function organizedHere({ kind, organizedIn }: DisclosedResidence): Kleene {
  if (kind === 'US_GOVERNMENT') return 'T';
  if (kind === 'FOREIGN_GOVERNMENT') return 'F';
  return known(organizedIn === null ? null : isInUnitedStates(organizedIn));
}

function locatedHere({ country, isPostBox, assets }: DisclosedResidence, on: string): Kleene {
  const principalPlace = known(country === 'ZZ' ? null : country === 'US');
  const presence = known(isPostBox || country === 'ZZ' ? null : country === 'US');
  const here = assets.filter((asset) => asset.country === 'US' && holdsOn(asset, on));
  return all(principalPlace, presence, here.length > 0 ? 'T' : 'U');
}

/** One day under another's control, or without a disclosed owner, is enough: at all times means each day. */
function controlThroughout(owners: readonly DisclosedOwner[], on: Temporal.PlainDate): Kleene {
  const first = on.subtract({ months: valueOn(STANDING_PARAMETERS.controlReviewMonths, on) }).toString();
  const last = on.toString();
  const turns = owners
    .flatMap(({ from, until }) => [from, until === null ? null : dayAfter(until)])
    .filter((day): day is string => day !== null && day > first && day <= last);
  return all(
    ...[first, ...turns].map((day) => ownersOn(owners, day, ({ controlling }) => controlling === true)),
  );
}

/** Whether all owners of a day are American; unknown where none is disclosed for it. */
function ownersOn(
  owners: readonly DisclosedOwner[],
  day: string,
  counts: (owner: DisclosedOwner) => boolean,
): Kleene {
  const then = owners.filter((owner) => counts(owner) && holdsOn(owner, day));
  if (then.length === 0) return 'U';
  return all(
    ...then.map(({ country, from }) =>
      from === null && country === 'US' ? 'U' : known(country === null ? null : country === 'US'),
    ),
  );
}

function holdsOn(
  { from, until }: { readonly from: string | null; readonly until: string | null },
  day: string,
): boolean {
  return (from === null || from <= day) && (until === null || day <= until);
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
