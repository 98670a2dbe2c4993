import { type Consumer, consumer } from '@good-standing/kernel/findings/consumer.ts';
import { publish } from '@good-standing/kernel/findings/publish.ts';
import { findingsOf, saidOf } from '@good-standing/kernel/findings/told.ts';
import type { WhatIf } from '@good-standing/kernel/findings/topics.ts';
import { supposing } from '@good-standing/kernel/parameter/supposing.ts';
import type { TransactionSql } from '@good-standing/kernel/postgres/pool.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { rulesOfConduct } from '../rules/standing-rules.ts';
import { conductOf } from './conduct-of.ts';

/** Few enough that requests are answered in between. */
const AT_A_TIME = 500;

/**
 * Answers what the rules of conduct that read a parameter would find of everyone if
 * it had another value. Nothing of it is told as a finding, and nothing is kept.
 */
export const whatIfConsumer: Consumer = consumer('what-if', async (tx, items) => {
  for (const asked of items) await supposeFindings(tx, asked);
});

async function supposeFindings(tx: TransactionSql, { simulation, parameters }: WhatIf): Promise<void> {
  const rules = rulesOfConduct.filter((rule) => rule.parameters.some((name) => name in parameters));
  if (rules.length > 0) {
    let after = '';
    for (;;) {
      const next = await statement<{ id: string }>(tx, WITH_CONDUCT)({ after, most: AT_A_TIME });
      const conduct = await conductOf(
        tx,
        next.map(({ id }) => id),
      );
      const found = supposing(parameters, () =>
        [...conduct].flatMap(([subject, of]) => findingsOf(subject, rules, of)).map(saidOf),
      );
      await publish(
        tx,
        'what-if-found',
        found.map((finding) => ({ simulation, finding })),
      );
      const last = next.at(-1);
      if (last === undefined || next.length < AT_A_TIME) break;
      after = last.id;
    }
  }
  await publish(tx, 'what-if-found', [{ simulation, finding: null }]);
}

const of = (table: string) =>
  `(select distinct importer_id from ${table} where importer_id > :after order by importer_id limit :most)`;

const WITH_CONDUCT = `
  select importer_id as id
  from (${['violation', 'penalty', 'bill', 'seizure'].map(of).join(' union ')}) concerned
  order by 1
  limit :most`;
