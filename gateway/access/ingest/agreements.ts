import { DISCLOSURE_RULES, type DisclosureRule } from '@good-standing/kernel/disclosure/rules.ts';
import { readImporterNumber } from '@good-standing/kernel/identifiers/importer-number.ts';
import { isMalformed, type Malformed, malformed } from '@good-standing/kernel/identifiers/malformed.ts';
import { readPgaAgency } from '@good-standing/kernel/identifiers/pga-agency.ts';
import { readPostCode } from '@good-standing/kernel/identifiers/post-code.ts';
import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { csv } from '@good-standing/kernel/ingest/csv.ts';
import type { Feed, Rejected } from '@good-standing/kernel/ingest/feed.ts';
import {
  dayField,
  type Fields,
  listField,
  optionalField,
  readFields,
  textField,
  wordField,
} from '@good-standing/kernel/ingest/fields.ts';
import type { Secret } from '@good-standing/kernel/subgraph/definition.ts';
import { AUDIENCES, type Audience, PURPOSES } from '@good-standing/kernel/viewer/viewer.ts';

const RULES = Object.keys(DISCLOSURE_RULES) as DisclosureRule[];

const COLUMNS = {
  organization: readOrganizationKey,
  name: textField(200),
  address: textField(500),
  audience: wordField(AUDIENCES.filter((audience) => audience !== 'PUBLIC')),
  agency: optionalField(readPgaAgency),
  agreement: textField(64),
  authority: textField(500),
  rules: listField(wordField(RULES)),
  purposes: listField(wordField(PURPOSES)),
  effective_on: dayField,
  expires_on: dayField,
  revoked_on: optionalField(dayField),
};

const REQUIRED = [...Object.keys(COLUMNS), 'subject'];

const MOST_IDENTIFIERS = 10_000_000;

/** Absent from the file: the agreements say nothing of it. */
function readIdentifiersPerDay(written: string | undefined): number | null | Malformed {
  const text = (written ?? '').trim();
  if (text === '') return null;
  const count = /^[1-9]\d{0,7}$/.test(text) ? Number(text) : Number.NaN;
  return count <= MOST_IDENTIFIERS ? count : malformed(`a number from 1 to ${MOST_IDENTIFIERS}`, text);
}

type AgreementRecord = Readonly<Record<string, string>>;

/** Sharing agreements in force, to come and ended; one that is no longer listed is revoked. */
export function agreementsFeed(secret: Secret): Feed<AgreementRecord> {
  return {
    name: 'agreements',
    source: 'AGREEMENTS',
    kind: 'SNAPSHOT',
    tables: [
      {
        name: 'staged_agreement',
        columns: [
          ...['id', 'organization_id', 'organization', 'name', 'address', 'agreement'].map(text),
          ...['audience', 'subject', 'agency', 'authority'].map(text),
          { name: 'rules', type: 'text[]' },
          { name: 'purposes', type: 'text[]' },
          ...['effective_on', 'expires_on', 'revoked_on'].map((name) => ({ name, type: 'date' })),
          { name: 'identifiers_per_day', type: 'integer' },
        ],
      },
    ],
    read: csv({
      required: Object.fromEntries(REQUIRED.map((name) => [name, [name] as const])),
      optional: { identifiers_per_day: ['identifiers_per_day'] },
    }),
    map: (record) => {
      const read = readFields(record, COLUMNS);
      if ('rejected' in read) return read.rejected;
      const { fields } = read;
      const contradiction = contradictionIn(fields);
      if (contradiction !== null) return contradiction;
      const subject = subjectId(fields.audience, record.subject ?? '', secret.ids);
      if (isMalformed(subject)) return { field: 'subject', expected: subject.expected, got: subject.got };
      const perDay = readIdentifiersPerDay(record.identifiers_per_day);
      if (isMalformed(perDay))
        return { field: 'identifiers_per_day', expected: perDay.expected, got: perDay.got };
      return {
        staged_agreement: [
          {
            ...fields,
            subject,
            identifiers_per_day: perDay,
            id: recordId('agr', secret.ids, fields.agreement),
            organization_id: recordId('org', secret.ids, fields.organization),
          },
        ],
      };
    },
    merge: [ORGANIZATIONS, AGREEMENTS, SEE],
    close: REVOKE,
  };
}

function text(name: string) {
  return { name, type: 'text' };
}

function readOrganizationKey(written: string): string | Malformed {
  const key = written.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(key)
    ? key
    : malformed('a key of letters, digits and hyphens', written);
}

function contradictionIn(fields: Fields<typeof COLUMNS>): Rejected | null {
  const { audience, agency, purposes, effective_on: from, expires_on: until } = fields;
  if (audience === 'PGA' && agency === null) {
    return { field: 'agency', expected: 'the code of the agency', got: 'nothing' };
  }
  if (audience !== 'PGA' && agency !== null) {
    return { field: 'agency', expected: `nothing for ${audience}`, got: agency };
  }
  if (purposes.length === 0) return { field: 'purposes', expected: 'at least one purpose', got: 'nothing' };
  if (Temporal.PlainDate.compare(from, until) <= 0) return null;
  return { field: 'expires_on', expected: `a day from ${from} on`, got: until.toString() };
}

/** The record that is the viewer's own, by the id that its owner derives from the same natural key. */
function subjectId(audience: Audience, written: string, key: Buffer): string | null | Malformed {
  switch (audience) {
    case 'IMPORTER':
      return idOf('imp', readImporterNumber(written));
    case 'BROKER':
      return idOf('brk', readReference('the licence number of the broker', written));
    case 'POST':
      return idOf('pst', readPostCode(written));
    case 'RIGHTS_HOLDER':
      return idOf('own', readReference('the owner reference of the recordations', written));
    default:
      return written.trim() === '' ? null : malformed(`nothing for ${audience}`, written);
  }

  function idOf(prefix: 'imp' | 'brk' | 'pst' | 'own', natural: string | Malformed): string | Malformed {
    return isMalformed(natural) ? natural : recordId(prefix, key, natural);
  }
}

function readReference(expected: string, written: string): string | Malformed {
  const reference = written.trim().toUpperCase();
  return /^[A-Z0-9-]{1,20}$/.test(reference) ? reference : malformed(expected, written);
}

const ORGANIZATIONS = `
  insert into organization (id, key, name, address, run_id, line)
  select distinct on (organization_id) organization_id, organization, name, address, run_id, line
  from staged_agreement
  order by organization_id, record desc
  on conflict (id) do update
    set name = excluded.name,
        address = excluded.address,
        run_id = excluded.run_id,
        line = excluded.line
    where (organization.name, organization.address) is distinct from (excluded.name, excluded.address)`;

const TERMS = [
  'organization_id',
  'audience',
  'subject',
  'agency',
  'authority',
  'rules',
  'purposes',
  'effective_on',
  'expires_on',
  'revoked_on',
  'identifiers_per_day',
];
const of = (table: string) => TERMS.map((name) => `${table}.${name}`).join(', ');

const AGREEMENTS = `
  insert into agreement (id, number, ${TERMS.join(', ')}, run_id, line, seen_run_id)
  select distinct on (id) id, agreement, ${TERMS.join(', ')}, run_id, line, run_id
  from staged_agreement
  order by id, record desc
  on conflict (id) do update
    set ${TERMS.map((name) => `${name} = excluded.${name}`).join(', ')},
        run_id = excluded.run_id,
        line = excluded.line
    where (${of('agreement')}) is distinct from (${of('excluded')})`;

const SEE = `
  update agreement
  set seen_run_id = :run_id
  from (select distinct id from staged_agreement) listed
  where agreement.id = listed.id and agreement.seen_run_id <> :run_id`;

const REVOKE = `
  update agreement
  set revoked_on = (select received_at::date from run where run_id = :run_id)
  where seen_run_id <> :run_id and revoked_on is null`;
