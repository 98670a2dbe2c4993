import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import {
  type Asked,
  type DisposableSubgraph,
  disposableSubgraph,
  testSecret,
} from '@good-standing/kernel/subgraph/disposable.ts';
import { PUBLIC_VIEWER, type Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import { definition } from './subgraph.ts';

export const QUMAR = recordId('pst', testSecret.ids, 'QMA');
export const XANADU = recordId('pst', testSecret.ids, 'XAA');

const granted = new Set(['POST_SCORE', 'POST_FACTORS', 'POST_SHIPMENTS']);
const organization = (id: string) => ({ id, name: `Invented ${id}`, address: 'Nowhere' });

export const cbp: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'CBP',
  organization: organization('cbp'),
  actor: 'officer-1',
  purpose: 'ENFORCEMENT',
};
export const qumar: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'POST',
  organization: organization('qumar'),
  subject: QUMAR,
  rules: granted,
};
export const xanadu: Viewer = { ...qumar, organization: organization('xanadu'), subject: XANADU };
export const usps: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'USPS',
  organization: organization('usps'),
  rules: granted,
};
export const fda: Viewer = {
  ...PUBLIC_VIEWER,
  audience: 'PGA',
  organization: organization('fda'),
  agency: 'FDA',
  rules: granted,
};

export const POSTS = [
  'code,name,country,designated_operator',
  'QMA,Invented Post of Qumar,QM,Y',
  'XAA,Invented Post of Xanadu,XA,Y',
];

export const QUARTERS =
  'code,quarter,items,aed_exempt,targeted_items,targeted_inspected,targeted_narcotics,targeted_ipr,targeted_other,random_inspected,random_narcotics,random_ipr,random_other,aed_required,aed_compliant,aed_quality,requests_made,requests_answered,returns_requested,returns_honoured,blocked_senders,blocked_repeats';

/** The worked example: some 55 points. */
export const BAD = '1000000,N,20000,10000,100,1500,300,4500,2,45,9,950000,874000,0.90,40,28,10,6,200,30';
/** Little is found, and all is answered: some 90 points. */
export const GOOD = '1000000,N,20000,10000,1,60,20,4500,0,4,1,950000,940000,0.98,40,40,10,10,200,2';

/** The quarters from 2024-Q1 on: B bad, G good, a blank nothing furnished. */
export function quarterRows(code: string, letters: string): readonly string[] {
  return [...letters].flatMap((letter, nth) =>
    letter === ' ' ? [] : [`${code},${quarterAt(nth)},${letter === 'B' ? BAD : GOOD}`],
  );
}

/** The nth quarter from 2024-Q1, which is 0. */
export function quarterAt(nth: number): string {
  return `${2024 + Math.floor(nth / 4)}-Q${(nth % 4) + 1}`;
}

/** Threshold 60 for so many quarters from 2024-Q1 on, each decided on its first day. */
export function thresholdRows(count: number): readonly string[] {
  const rows = Array.from({ length: count }, (_, nth) => {
    const [year, number] = quarterAt(nth).split('-Q');
    const month = String((Number(number) - 1) * 3 + 1).padStart(2, '0');
    return `${quarterAt(nth)},60,${year}-${month}-01,Invented notice ${nth + 1}`;
  });
  return ['quarter,threshold,decided_on,basis', ...rows];
}

export interface PostsUnderTest extends DisposableSubgraph {
  readonly close: (quarter: string) => Promise<Asked>;
  readonly closeAll: (count: number) => Promise<void>;
}

/** Two posts with quarters of these letters, thresholds for as many, nothing closed. */
export async function postsUnderTest(
  letters: Readonly<Record<string, string>>,
  thresholds?: number,
): Promise<PostsUnderTest> {
  const posts = await disposableSubgraph(definition);
  await posts.feed('posts', POSTS);
  await posts.feed('post-quarters', [
    QUARTERS,
    ...Object.entries(letters).flatMap(([code, each]) => quarterRows(code, each)),
  ]);
  const longest = Math.max(...Object.values(letters).map(({ length }) => length));
  await posts.feed('post-thresholds', thresholdRows(thresholds ?? longest));
  const close = (quarter: string) =>
    posts.ask({ viewer: cbp, document: CLOSE, variables: { quarter }, now: '2027-02-01T12:00:00Z' });
  return {
    ...posts,
    close,
    async closeAll(count) {
      for (let nth = 0; nth < count; nth += 1) await close(quarterAt(nth));
    },
  };
}

const CLOSE = `mutation ($quarter: String!) {
  closeQuarter(quarter: $quarter) {
    id quarter nth metricVersion inputDigest causedBy posts compliant nonCompliant undetermined
    threshold { threshold }
    corrections { nodes { post { code } quarter determinationBefore determinationAfter runBefore runAfter } }
  }
}`;
