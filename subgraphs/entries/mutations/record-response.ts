import { mutate } from '@good-standing/kernel/mutation/mutate.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import { badInput } from '@good-standing/kernel/subgraph/errors.ts';
import { type DetentionDates, type ImporterResponse, phaseOf } from '../rules/rights-holder-phase.ts';
import type { SeizureDates } from '../rules/seizure-stage.ts';
import type { ImporterResponseInput } from '../schema.generated.ts';
import { readText } from './read-input.ts';

const LONGEST_NOTE = 2_000;

/**
 * 19 CFR 133.21(b)(2)(ii). Keeps whether the importer's answer to the notice of detention
 * shows that the goods bear no counterfeit mark, from today on: what was told before
 * stays told. The latest word counts, and prevails over the feed's; one that stands
 * already changes nothing. Gives the seizure, or null where there is none.
 */
export function recordResponse(setting: LoaderSetting) {
  return async (input: ImporterResponseInput): Promise<string | null> => {
    const note = readText('note', input.note, LONGEST_NOTE);
    return mutate(setting, {
      name: 'recordImporterResponse',
      input,
      work: async (tx) => {
        const [seizure] = await statement<Held>(tx, HELD)({ seizure: input.seizure });
        if (seizure === undefined) return null;
        if (seizure.recorded === input.response) return input.seizure;
        const phase = phaseOf(seizure, setting.today);
        const isDetained = phase === 'WINDOW_OPEN' || phase === 'WINDOW_CLOSED';
        const isNotified =
          seizure.detentionNoticeOn !== null &&
          Temporal.PlainDate.compare(seizure.detentionNoticeOn, setting.today) <= 0;
        if (!isDetained || !isNotified) {
          throw badInput(
            'seizure: 19 CFR 133.21(b)(2)(ii): the importer answers a notice of detention, of goods that are detained',
          );
        }
        const recorded = { seizure: input.seizure, response: input.response, day: setting.today };
        await statement(tx, RECORD)(recorded);
        await statement(
          tx,
          KEEP,
        )({
          ...recorded,
          note,
          at: setting.now,
          organization: setting.viewer.organization?.id ?? null,
          actor: setting.viewer.actor,
        });
        return input.seizure;
      },
    });
  };
}

interface Held extends SeizureDates, DetentionDates {
  readonly recorded: ImporterResponse | null;
}

const HELD = `
  select presented_on as "presentedOn", detained_on as "detainedOn", detention_notice_on as "detentionNoticeOn",
    seized_on as "seizedOn", forfeited_on as "forfeitedOn", abandoned_on as "abandonedOn",
    excluded_on as "excludedOn", released_on as "releasedOn", recorded_response as recorded,
    null as "importerResponse", null::date as "importerRespondedOn"
  from seizure
  where id = :seizure
  for update`;

const RECORD = `
  update seizure
  set recorded_response = :response, recorded_response_on = :day
  where id = :seizure`;

const KEEP = `
  insert into importer_response (seizure_id, nth, response, note, recorded_on, recorded_at, organization, actor)
  select :seizure, count(*) + 1, :response, :note, :day, :at, :organization, :actor
  from importer_response
  where seizure_id = :seizure`;
