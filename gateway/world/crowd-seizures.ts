import { CAST_SIZE, castNumber } from './cast.ts';
import { ORIGINS, PORTS } from './goods.ts';
import type { Random } from './random.ts';
import { recordationNumber } from './recordations.ts';
import { ofOneLine, type SeizureRow } from './seizure-row.ts';
import type { WorldSetting } from './setting.ts';

/**
 * Mail and express dominate; six in ten are on a recorded mark, every fifth of these
 * on a second one. One row a line.
 */
export function crowdSeizure(setting: WorldSetting, random: Random, nth: number): readonly SeizureRow[] {
  const { ago } = setting.days;
  const at = random.next();
  const environment = at < 0.55 ? 'MAIL' : at < 0.92 ? 'EXPRESS' : 'CARGO';
  const ipr = random.chance(0.6);
  const presented = random.between(12, 720);
  const stage = random.next();
  const held = stage < 0.9;
  const seized = stage < 0.75;
  const forfeited = stage < 0.4 && presented > 200;
  const importer = random.chance(0.8)
    ? castNumber(CAST_SIZE + random.skewed(setting.size.importers - CAST_SIZE))
    : '';
  const row: SeizureRow = {
    case_number: `2026-INW-${String(nth + 1).padStart(7, '0')}-01`,
    line: 1,
    importer_number: importer,
    environment,
    port: random.pick(PORTS),
    grounds: ipr
      ? 'IPR_TRADEMARK'
      : random.pick(['NARCOTICS', 'CONTRABAND', 'UNDERVALUATION', 'ORIGIN', 'PRODUCT_SAFETY', 'FOOD_SAFETY']),
    imported_on: ago(presented + 2),
    presented_on: ago(presented),
    detained_on: held ? ago(presented - 2) : '',
    detention_notice_on: held ? ago(presented - 3) : '',
    seized_on: seized ? ago(presented - 9) : '',
    seizure_notice_on: seized ? ago(presented - 11) : '',
    forfeited_on: forfeited ? ago(presented - 180) : '',
    released_on: !seized ? ago(presented - 10) : '',
    description_at_entry: 'CONSUMER GOODS',
    description_at_detention: 'MARKED GOODS',
    description_at_seizure: 'SEIZED GOODS',
    quantity_at_entry: 100,
    quantity_at_detention: 98,
    quantity_at_seizure: 97,
    unit: 'NO',
    origin: random.pick(ORIGINS),
    manufacturer_name: `INVENTED MAKER ${random.between(1, 500)}`,
    manufacturer_address: 'NOWHERE',
    exporter_name: `INVENTED EXPORTER ${random.between(1, 500)}`,
    exporter_address: 'NOWHERE',
    importer_name: importer === '' ? '' : 'INVENTED IMPORTER',
    importer_address: '',
    domestic_value_usd: `${random.between(50, 90_000)}.00`,
    recordation: ipr ? recordationNumber(random.skewed(setting.size.recordations)) : '',
    agencies: random.pick(['', '', 'FDA', 'CPS']),
    gray_market: 'N',
    law_enforcement_hold: random.chance(0.02) ? 'Y' : 'N',
    national_security_hold: 'N',
    line_description: 'GOODS',
    line_quantity: random.between(1, 900),
    line_value_usd: `${random.between(50, 40_000)}.00`,
  };
  if (!ipr || !random.chance(0.2)) return [ofOneLine(row)];
  const first = {
    ...ofOneLine(row),
    line_quantity_at_entry: 60,
    line_quantity_at_detention: 58,
    line_quantity_at_seizure: 57,
  };
  const second = {
    ...ofOneLine(row),
    line: 2,
    recordation: recordationNumber(random.skewed(setting.size.recordations)),
    line_quantity: random.between(1, 90),
    line_quantity_at_entry: 40,
    line_quantity_at_detention: 40,
    line_quantity_at_seizure: 40,
  };
  return [first, second];
}
