import { readFileSync } from 'node:fs';
import { marksOf } from '@good-standing/schema/contract/directives.ts';
import { parse } from 'graphql';
import { playRound } from './round.ts';
import { inventedWorld } from './worlds/invented.ts';
import { openWorld, TODAY } from './worlds/open.ts';
import { partiesOf } from './worlds/parties.ts';
import { startServer } from './worlds/server.ts';

const marks = marksOf(parse(readFileSync('/work/main/schema/supergraph.generated.graphql', 'utf8')));
const prot = [...marks]
  .filter(([c, m]) => m.rules.length > 0 && !c.includes('(') && !/Filter\./.test(c))
  .map(([c]) => c);
const server = await startServer();
const world = inventedWorld(77);
const one = await openWorld(await server.empty(), world);
const parties = partiesOf(world, TODAY);
for (const aud of ['PGA', 'IMPORTER', 'BROKER', 'RIGHTS_HOLDER']) {
  const those = parties.filter((p) => p.audience === aud);
  const tally = { answers: 0, accounted: 0, refused: 0 };
  const b = await playRound(
    { one, world, parties: those, operations: 800, seed: `c${aud}`, empty: server.empty },
    tally,
  );
  if (b) console.log(b);
  const rows = await one.admin.unsafe<{ c: string }[]>(
    `select distinct unnest(string_to_array(d.coordinates, ' ')) as c from ledger.disclosure d join ledger.request r using (request_id) where r.audience = '${aud}'`,
  );
  const seen = new Set(rows.map((r) => r.c));
  const m = await import('@good-standing/kernel/disclosure/rules.ts');
  const could = prot.filter(
    (c) =>
      marks.get(c)?.rules.every((r) => m.existsFor(r, aud as never)) &&
      (marks.get(c)?.only?.includes(aud as never) ?? true),
  );
  console.log(
    aud,
    tally,
    `${could.filter((c) => seen.has(c)).length}/${could.length}`,
    'missing:',
    could.filter((c) => !seen.has(c)).join(' '),
  );
}
await one.close();
await server.stop();
