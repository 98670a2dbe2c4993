import { recordId } from '@good-standing/kernel/identifiers/record-id.ts';
import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { mayAsk } from '../rules/release-decision.ts';
import type { SampleBondInput, SampleRequestInput } from '../schema.generated.ts';
import { ownerFacts } from './owner-facts.ts';
import { readForm } from './read-input.ts';
import { keepStep } from './sample-steps.ts';

/** A billion dollars. */
const LARGEST_BOND_CENTS = 100_000_000_000;

interface Bond {
  readonly bond_number: string;
  readonly bond_amount: number;
  readonly surety_code: string;
  readonly bond_basis: string;
}

/**
 * 19 CFR 133.21(b)(5), (c), (f), 133.25, 113.70. Keeps that the owner of a recordation
 * asked for a sample and with what bond. While a request for a sample of the kind waits
 * for its answer, the same request is that one and another is refused. Gives the
 * request, or null where the asker knows of no such seizure under a recordation of its own.
 */
export function requestSample(setting: LoaderSetting) {
  return async (input: SampleRequestInput): Promise<string | null> => {
    const bond = readBond(input.bond);
    const key = { seizure: input.seizure, recordation: input.recordation, kind: input.kind };
    return mutate(setting, {
      name: 'requestSample',
      input,
      work: async (tx) => {
        const seizure = await ownerFacts(tx, setting, input);
        if (seizure === null || seizure.basis === null) return null;
        const item = input.kind === 'REDACTED' ? 'REDACTED_SAMPLE' : 'SAMPLE';
        const asked = mayAsk(seizure, item, setting.today);
        if ('refused' in asked) throw badInput(`kind: ${asked.refused}`);
        const earlier = await statement<Earlier>(tx, EARLIER)({ ...key, ...bond });
        const open = earlier.find(({ isOpen }) => isOpen);
        if (open?.isSame) return open.id;
        if (open !== undefined) {
          throw badInput('kind: a request for such a sample, under another bond, waits for its answer');
        }
        const natural = `${input.seizure}/${input.recordation}/${input.kind}/${earlier.length + 1}`;
        const id = recordId('smp', setting.secret.ids, natural);
        const organization = setting.viewer.organization?.id ?? null;
        const { actor } = setting.viewer;
        await statement(tx, KEEP)({ ...key, ...bond, id, day: setting.today, organization, actor });
        await keepStep(tx, setting, { id, status: 'REQUESTED', note: null });
        return id;
      },
    });
  };
}

function readBond(bond: SampleBondInput): Bond {
  if (bond.amount < 1 || bond.amount > LARGEST_BOND_CENTS) {
    throw badInput('bond.amount: expected 0.01 to 1000000000.00 US dollars');
  }
  return {
    bond_number: readForm(
      'bond.number',
      bond.number,
      /^[A-Z0-9-]{1,20}$/,
      '1 to 20 letters, digits and hyphens',
    ),
    bond_amount: bond.amount,
    surety_code: readForm('bond.suretyCode', bond.suretyCode, /^[0-9]{3}$/, 'three digits'),
    bond_basis: bond.basis,
  };
}

interface Earlier {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isSame: boolean;
}

const EARLIER = `
  select id, status = 'REQUESTED' as "isOpen",
    (bond_number, bond_amount_cents, surety_code, bond_basis)
      = (:bond_number, :bond_amount::bigint, :surety_code, :bond_basis) as "isSame"
  from sample_request
  where seizure_id = :seizure and recordation_id = :recordation and kind = :kind`;

const KEEP = `
  insert into sample_request (
    id, seizure_id, recordation_id, kind, status, bond_number, bond_amount_cents, surety_code, bond_basis,
    requested_on, organization, actor)
  values (
    :id, :seizure, :recordation, :kind, 'REQUESTED', :bond_number, :bond_amount, :surety_code, :bond_basis,
    :day, :organization, :actor)`;
