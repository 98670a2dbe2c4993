import { withhold } from '@good-standing/kernel/disclosure/decision.ts';
import { disclosure } from '@good-standing/kernel/disclosure/policy.ts';
import {
  type ImporterNumber,
  isSocialSecurityNumber,
} from '@good-standing/kernel/identifiers/importer-number.ts';
import { whereRelated } from '@good-standing/kernel/relation/importer-relation.ts';
import type { ImporterFacts } from '../tables.ts';

interface NumberFacts extends Pick<ImporterFacts, 'related'> {
  readonly number: ImporterNumber;
}

/**
 * 5 USC 552a(b); 19 CFR 24.5. To those in relation to the importer; a Social
 * Security number for the purpose IDENTITY alone. A stranger does not hear which
 * form the number has. A certification of confidentiality covers name and address:
 * the importer's broker files under the number and has it (19 CFR 111.24, 24.5).
 */
export const importerNumber = disclosure<NumberFacts>({
  rule: 'IMPORTER_NUMBER',
  decide: (viewer, { related, number }) =>
    related && isSocialSecurityNumber(number) && viewer.purpose !== 'IDENTITY'
      ? withhold('PURPOSE')
      : whereRelated(viewer, related),
});
