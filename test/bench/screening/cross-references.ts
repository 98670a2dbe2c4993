import { buildIndex } from '@good-standing/debarments/index/listed-index.ts';
import type { ListedParty } from '@good-standing/debarments/index/listed-party.ts';
import { normalisedName } from '@good-standing/debarments/keys/normalised-name.ts';
import { finder } from '@good-standing/debarments/match/finder.ts';
import { shareText } from './counts.ts';
import { groups, type Side, sideOf } from './split.ts';

const THRESHOLD = 0.7;
/** Others of a listed party's own address, and a ring's many. */
const MOST_FOUND = 200;

/**
 * Listed parties that a listed party's cross-reference names, asked about under their own
 * name and address alone: every other name of everybody is hidden from the index. Pairs
 * count for the side of the party that names the other; `whole` are those of groups of
 * which no member is on the development side, directly or through others.
 */
export function crossReferenceLines(listed: readonly ListedParty[], side: Side): readonly string[] {
  const parties = listed.filter(hasStreet);
  const nameOf = (party: ListedParty) => normalisedName(party.names[0] ?? '') ?? '';
  const byName = new Map(listed.map((party) => [nameOf(party), party]));
  const find = finder(
    buildIndex(listed.map((party) => ({ ...party, names: party.names.slice(0, 1) }))).index,
  );
  const links = parties.flatMap((party) =>
    party.names.slice(1).flatMap((alias) => {
      const other = byName.get(normalisedName(alias) ?? '');
      return other === undefined || other.key === party.key || !hasStreet(other) ? [] : [{ party, other }];
    }),
  );
  const linked = linksOf(links);
  const groupOf = groups(links.map(({ party, other }) => [nameOf(party), nameOf(other)]));
  const developed = new Set(
    [...groupOf].flatMap(([name, group]) => (sideOf(name) === 'DEVELOPMENT' ? [group] : [])),
  );
  const counts = {
    'at one address, as written': [0, 0],
    'at one address, groups never read': [0, 0],
    'at one house and postal code, however written': [0, 0],
    'with addresses on both sides, all': [0, 0],
    'all, also through the cross-references of who is found': [0, 0],
  };
  const count = (line: keyof typeof counts, isFound: boolean) => {
    counts[line][0] = (counts[line][0] ?? 0) + (isFound ? 1 : 0);
    counts[line][1] = (counts[line][1] ?? 0) + 1;
  };
  for (const { party, other } of links) {
    if (sideOf(nameOf(party)) !== side) continue;
    const found = find
      .find({ ...other, names: other.names.slice(0, 1), identifiers: [] }, MOST_FOUND)
      .filter(({ score }) => score >= THRESHOLD);
    const isFound = found.some(({ key }) => key === party.key);
    const isReached = found.some(({ key }) => key !== other.key && linked.get(key)?.has(party.key) === true);
    count('with addresses on both sides, all', isFound);
    count('all, also through the cross-references of who is found', isFound || isReached);
    if (houseOf(party) !== '' && houseOf(party) === houseOf(other)) {
      count('at one house and postal code, however written', isFound);
    }
    if (JSON.stringify(party.addresses[0]) !== JSON.stringify(other.addresses[0])) continue;
    count('at one address, as written', isFound);
    if (!developed.has(groupOf.get(nameOf(party)) ?? '')) count('at one address, groups never read', isFound);
  }
  return [
    ...Object.entries(counts).map(
      ([line, [found = 0, of = 0]]) =>
        `| SAM cross-references ${line} @ 0.70 | ${of} | | ${shareText(found, of)} |`,
    ),
    alertedAlone(listed, side, { find, nameOf, linked, groupOf }),
  ];
}

interface Known {
  readonly find: ReturnType<typeof finder>;
  readonly nameOf: (party: ListedParty) => string;
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly groupOf: ReadonlyMap<string, string>;
}

/**
 * Of the listed parties that are found under another name by their address alone, those
 * that the list itself ties to the party asked about: by a cross-reference, directly or
 * through others, or listed by the same agency on the same day. The rest may be tied all
 * the same: a floor of the precision.
 */
function alertedAlone(listed: readonly ListedParty[], side: Side, { find, nameOf, linked, groupOf }: Known) {
  const byKey = new Map(listed.map((party) => [party.key, party]));
  let of = 0;
  let tied = 0;
  for (const party of listed) {
    if (sideOf(nameOf(party)) !== side || !hasStreet(party)) continue;
    const found = find.find({ ...party, names: party.names.slice(0, 1), identifiers: [] }, MOST_FOUND);
    for (const { key, score, nameScore } of found) {
      const other = byKey.get(key);
      if (other === undefined || key === party.key || score < THRESHOLD || nameScore >= THRESHOLD) continue;
      const group = groupOf.get(nameOf(party));
      of += 1;
      if (
        linked.get(party.key)?.has(key) === true ||
        (group !== undefined && group === groupOf.get(nameOf(other))) ||
        (party.action !== undefined && party.action === other.action)
      ) {
        tied += 1;
      }
    }
  }
  return `| SAM parties found by their address under another name: tied by the list itself (a floor) | ${of} | ≥ ${(tied / Math.max(1, of)).toFixed(3)} | |`;
}

function hasStreet({ addresses }: ListedParty): boolean {
  return addresses.some(({ lines }) => lines.length > 0);
}

/** The first number of the address and the five digits of its postal code, read apart from what is measured. */
function houseOf({ addresses: [address] }: ListedParty): string {
  const house = /\d+/.exec(address?.lines.join(' ') ?? '')?.[0];
  const postal = address?.postalCode?.slice(0, 5);
  return house === undefined || postal === undefined ? '' : `${house} ${postal}`;
}

function linksOf(links: readonly { readonly party: ListedParty; readonly other: ListedParty }[]) {
  const linked = new Map<string, Set<string>>();
  for (const { party, other } of links) {
    linked.set(party.key, (linked.get(party.key) ?? new Set()).add(other.key));
    linked.set(other.key, (linked.get(other.key) ?? new Set()).add(party.key));
  }
  return linked;
}
