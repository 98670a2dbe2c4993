import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import type { FilingBroker } from '../rules/entry-eligibility.ts';

interface Asked {
  readonly importerId: string;
  readonly brokerId: string;
  readonly day: string;
}

interface Told {
  readonly license: string | null;
  readonly ctpat: string | null;
  readonly isEngaged: boolean;
}

const statusOf = (programme: string) => `(
  select s.status from broker_status s
  where s.broker_id = asked.broker_id and s.programme = '${programme}'
    and s.from_on <= asked.day and (s.until_on is null or s.until_on >= asked.day)
  order by s.from_on desc
  limit 1)`;

/**
 * The broker that is to file, as far as who asks may know of it; null where none is
 * named. A licence is public; CTPAT is told to CBP, and where the agreement grants it to
 * agencies, to the broker itself and to the importers that have engaged it. One
 * statement a tick.
 */
export function brokersFiling({ sql, viewer, today }: LoaderSetting) {
  const rows = statement<Told>(
    sql,
    `select
       ${statusOf('LICENSE')} as license, ${statusOf('CTPAT')} as ctpat,
       exists (
         select from engagement e
         where e.broker_id = asked.broker_id and e.importer_id = asked.importer_id
           and e.from_on <= :today and (e.until_on is null or e.until_on >= :today)) as "isEngaged"
     from unnest(:importers::text[], :brokers::text[], :days::date[])
       with ordinality as asked (importer_id, broker_id, day, ordinal)
     order by asked.ordinal`,
  );
  const loader = new DataLoader<Asked, Told, string>(
    (asked) =>
      rows({
        importers: asked.map(({ importerId }) => importerId),
        brokers: asked.map(({ brokerId }) => brokerId),
        days: asked.map(({ day }) => day),
        today: today.toString(),
      }),
    {
      cacheKeyFn: ({ importerId, brokerId, day }) => `${importerId} ${brokerId} ${day}`,
      maxBatchSize: 5_000,
    },
  );
  return async (
    importerId: string,
    brokerId: string | null,
    on: Temporal.PlainDate,
  ): Promise<FilingBroker | null> => {
    if (brokerId === null) return null;
    const { license, ctpat, isEngaged } = await loader.load({ importerId, brokerId, day: on.toString() });
    const mayKnow =
      viewer.audience === 'CBP' ||
      (viewer.rules.has('CTPAT_STATUS') &&
        (viewer.audience === 'PGA' ||
          (viewer.audience === 'BROKER' && viewer.subject === brokerId) ||
          (viewer.audience === 'IMPORTER' && isEngaged)));
    return { isLicensed: license === 'ACTIVE', isCtpatValidated: mayKnow && ctpat === 'VALIDATED' };
  };
}
