import { buildIndex } from '@good-standing/debarments/index/listed-index.ts';
import type { ListedParty, PartyFacts, PartyKind } from '@good-standing/debarments/index/listed-party.ts';
import { normalisedName } from '@good-standing/debarments/keys/normalised-name.ts';
import { type Finder, finder } from '@good-standing/debarments/match/finder.ts';
import { BASELINES } from './baselines.ts';
import { chicagoPairs } from './chicago.ts';
import { type Counts, f1, precision, recall, shareText } from './counts.ts';
import { crossReferenceLines } from './cross-references.ts';
import { type NamePair, namePairs } from './name-pairs.ts';
import { NOISE } from './noise.ts';
import { random, shuffled } from './random.ts';
import { readRecords } from './read-csv.ts';
import { type Side, sideOf } from './split.ts';

const THRESHOLD = 0.7;
const LOGIC_V2_THRESHOLD = 0.7;
const SEED = 2_026;
const MOST_NOISED = 2_500;
/** A name must have so many letters for noise to leave something of it. */
const FEWEST_LETTERS = 6;

export function factsOf(kind: PartyKind | null, ...names: readonly string[]): PartyFacts {
  return { kind, names, addresses: [], identifiers: [], phones: [], emails: [] };
}

/** Labelled pairs of names: ours and the others at their defaults. */
export function pairLines(folder: string, side: Side): readonly string[] {
  const pairs = namePairs(`${folder}/name_pairs.csv`).filter((pair) => pair.side === side);
  const contestants: readonly (readonly [string, (pair: NamePair) => boolean])[] = [
    ['**ours** @ 0.70', ours],
    ['logic-v2 @ 0.70 (its authors’ scores)', ({ logicV2 }) => logicV2 >= LOGIC_V2_THRESHOLD],
    ...BASELINES.map(
      ({ name, threshold, like }) =>
        [
          `${name} @ ${threshold.toFixed(2)}`,
          ({ one, other }: NamePair) => like(one, other) >= threshold,
        ] as const,
    ),
  ];
  return [
    `| name pairs, ${pairs.length} of ${side.toLowerCase().replace('_', ' ')} | precision | recall | F1 |`,
    '|---|---:|---:|---:|',
    ...contestants.map(([name, isMatch]) => {
      const counts = counted(pairs, isMatch);
      return `| ${name} | ${precision(counts).toFixed(3)} | ${recall(counts).toFixed(3)} | ${f1(counts).toFixed(3)} |`;
    }),
  ];
}

function counted(pairs: readonly NamePair[], isMatch: (pair: NamePair) => boolean): Counts {
  const counts = { found: 0, wrong: 0, missed: 0 };
  for (const pair of pairs) {
    const said = isMatch(pair);
    if (said && pair.isMatch) counts.found += 1;
    else if (said) counts.wrong += 1;
    else if (pair.isMatch) counts.missed += 1;
  }
  return counts;
}

function ours({ kind, one, other }: NamePair): boolean {
  const { index } = buildIndex([{ key: 'other', ...factsOf(kind, other) }]);
  return (finder(index).find(factsOf(kind, one), 1)[0]?.score ?? 0) >= THRESHOLD;
}

/** Names of the published lists, each as somebody else would write it; and parties that are on none. */
export function noiseLines(parties: readonly ListedParty[], folder: string, side: Side): readonly string[] {
  const find = finder(buildIndex(parties).index);
  const next = random(SEED);
  const nameOf = (party: ListedParty) => party.names[0] ?? '';
  const ownName = new Map(parties.map((party) => [party.key, normalisedName(nameOf(party))]));
  const sample = shuffled(
    parties.filter(
      (party) =>
        sideOf(normalisedName(nameOf(party)) ?? '') === side &&
        nameOf(party).replace(/[^A-Za-z]/g, '').length >= FEWEST_LETTERS,
    ),
    next,
  ).slice(0, MOST_NOISED);
  let of = 0;
  let found = 0;
  const lines = Object.entries(NOISE).map(([name, noise]) => {
    let asked = 0;
    let right = 0;
    for (const party of sample) {
      const text = noise({ name: nameOf(party), isPerson: party.kind === 'PERSON' }, next);
      if (text === null || !/[\p{L}\p{N}]/u.test(text)) continue;
      asked += 1;
      const isFound = find
        .find(factsOf(party.kind === 'OTHER' ? null : party.kind, text), 25)
        .some(({ key, score }) => score >= THRESHOLD && ownName.get(key) === ownName.get(party.key));
      if (isFound) right += 1;
    }
    of += asked;
    found += right;
    return `| ${name} | ${asked} | ${shareText(right, asked)} |`;
  });
  return [
    `| noise, ${side.toLowerCase().replace('_', ' ')} entities on ${parties.length} listed | asked | recall @ 0.70 (95%) |`,
    '|---|---:|---:|',
    ...lines,
    `| **all** | ${of} | ${shareText(found, of)} |`,
    ...cleanLines(find, folder, side),
    identifierLine(find, parties, side),
  ];
}

/** Every identifier that the list carries, asked about under another name: nothing gates it. */
function identifierLine(find: Finder, parties: readonly ListedParty[], side: Side): string {
  let asked = 0;
  let found = 0;
  for (const party of parties) {
    if (sideOf(normalisedName(party.names[0] ?? '') ?? '') !== side) continue;
    for (const identifier of party.identifiers) {
      asked += 1;
      const facts = { ...factsOf(null, 'Somebody Else Entirely'), identifiers: [identifier] };
      if (find.find(facts, 300).some(({ key, isIdentified }) => key === party.key && isIdentified))
        found += 1;
    }
  }
  return `| **exact identifiers, another name** | ${asked} | ${shareText(found, asked)} |`;
}

function cleanLines(find: Finder, folder: string, side: Side): readonly string[] {
  const unique = (names: readonly (string | undefined)[]) =>
    [...new Set(names.map((name) => name?.trim() ?? ''))].filter(
      (name) => name !== '' && sideOf(name) === side,
    );
  const persons = unique(readRecords(`${folder}/clean_persons_us.csv`).map((row) => row.full_name));
  const sites = unique(readRecords(`${folder}/chicago_sites.csv`).map((row) => row['Site name']));
  const alerted = (kind: PartyKind, names: readonly string[]) =>
    names.filter((name) => (find.find(factsOf(kind, name), 1)[0]?.score ?? 0) >= THRESHOLD).length;
  return [
    `| clean persons alerted | ${persons.length} | ${shareText(alerted('PERSON', persons), persons.length)} |`,
    `| clean organisations alerted | ${sites.length} | ${shareText(alerted('ORGANIZATION', sites), sites.length)} |`,
  ];
}

/** Parties under other names: sites of one city, and listed parties that name each other. */
export function reestablishmentLines(
  parties: readonly ListedParty[],
  folder: string,
  side: Side,
): readonly string[] {
  const [chicago = { found: 0, missed: 0, wrong: 0 }] = chicagoPairs(`${folder}/chicago_sites.csv`, side, [
    THRESHOLD,
  ]);
  return [
    `| back under another name, ${side.toLowerCase().replace('_', ' ')} | pairs | precision | recall |`,
    '|---|---:|---:|---:|',
    `| Chicago sites, by name, address or telephone @ 0.70 | ${chicago.found + chicago.missed} | ${precision(chicago).toFixed(3)} | ${recall(chicago).toFixed(3)} |`,
    ...crossReferenceLines(parties, side),
  ];
}
