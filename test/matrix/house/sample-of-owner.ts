import type { TestHouse } from '../../world/house.ts';
import { idsOf } from '../../world/ids.ts';
import { done } from './decisions.ts';
import { type InventedSeizure, isPlain, recordationOf } from './invented-seizures.ts';

/** A sample that the owner asked for under bond and CBP released, and the release. */
export interface SampleOfOwner {
  readonly seizure: string;
  readonly sample: string;
  readonly release: string;
}

export async function sampleOfOwner(
  house: TestHouse,
  seizures: readonly InventedSeizure[],
): Promise<SampleOfOwner> {
  const detained = seizures.find(
    ({ facts }) => facts.stage === 'DETAINED window closed' && isPlain(facts) && facts.hold === 'none',
  );
  if (detained === undefined) throw new Error('nothing is detained in the matrix');
  const ids = idsOf(house);
  const of = {
    seizure: ids.seizure(detained.caseNumber),
    recordation: ids.recordation(recordationOf(detained.facts)),
  };
  const bond = { number: 'INV-301-0009', amount: '5000.00', suretyCode: '123', basis: 'CBP_301_ACTIVITY_15' };
  const sample = await done<{ id: string }>(house, {
    as: 'rights-holder',
    of: 'matrix-rights-holder-related-0',
    query: 'mutation ($input: SampleRequestInput!) { requestSample(input: $input) { id } }',
    variables: { input: { ...of, kind: 'UNREDACTED', bond } },
  });
  const release = await done<{ id: string }>(house, {
    as: 'cbp',
    of: 'matrix-cbp-stranger-0',
    query: 'mutation ($input: SeizureReleaseInput!) { decideSeizureRelease(input: $input) { id } }',
    variables: { input: { ...of, item: 'SAMPLE', decision: 'RELEASE', note: 'Invented.' } },
  });
  return { seizure: of.seizure, sample: sample.id, release: release.id };
}
