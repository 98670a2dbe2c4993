import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import DataLoader from 'dataloader';
import { preparedText } from '../prepared-text.ts';
import type { ScreenedConsentRow } from '../tables.ts';
import { CONSENT_IN_FORCE, predicateParams, related } from '../visibility.ts';

/**
 * The importer that gave a consent, for who looks a party up by it. To a platform any
 * consent that is not its own is as one that nobody gave: there, and opening nothing.
 * One statement a tick.
 */
export function screenedConsent({
  sql,
  viewer,
  today,
}: LoaderSetting): DataLoader<string, ScreenedConsentRow | null> {
  const rows = statement<ScreenedConsentRow>(
    sql,
    preparedText(
      viewer,
      'screenedConsent',
      () => `
     select s.id as consent, i.id, ${related(viewer)} as related,
       s.platform = :organization::text and 'STANDING_STATUS' = any(s.scopes) and ${CONSENT_IN_FORCE} as "consentsToStatus"
     from standing_consent s
     cross join lateral (select s.importer_id as id) i
     where s.id = any(:ids::text[])
       and (${viewer.audience === 'CBP' ? 'true' : `s.platform = :organization::text or ${related(viewer)}`})`,
    ),
  );
  const params = predicateParams(viewer, today);
  return new DataLoader(async (consents) => {
    const found = await rows({ ...params, ids: [...consents] });
    const held = new Map(found.map((row) => [row.consent, row]));
    return consents.map(
      (consent) => held.get(consent) ?? (viewer.audience === 'CBP' ? null : nobodys(consent)),
    );
  });
}

function nobodys(consent: string): ScreenedConsentRow {
  return { consent, id: consent, related: false, consentsToStatus: false };
}
