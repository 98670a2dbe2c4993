import { byKey, manyByKey } from '@good-standing/kernel/postgres/batch.ts';
import { statement } from '@good-standing/kernel/postgres/statement.ts';
import { viewerParams } from '@good-standing/kernel/relation/importer-relation.ts';
import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type { Makers } from '@good-standing/kernel/subgraph/lazily.ts';
import type DataLoader from 'dataloader';
import type { ImageRequestRow, SampleRequestRow, SampleStepRow, SeizureReleaseRow } from '../tables.ts';
import { visibleImageRequests, visibleReleases, visibleSamples } from '../visibility.ts';

const HOLDS = `
  seizure.law_enforcement_hold as "lawEnforcementHold", seizure.national_security_hold as "nationalSecurityHold"`;

const RELEASE = `
  seizure_release.id, seizure_release.seizure_id as "seizureId",
  seizure_release.recordation_id as "recordationId", seizure_release.item, seizure_release.decision,
  seizure_release.paragraph, seizure_release.note, seizure_release.stage,
  seizure_release.decided_on as "decidedOn", seizure_release.is_current as "isCurrent",
  seizure_release.actor, ${HOLDS}`;

const SAMPLE = `
  sample_request.id, sample_request.seizure_id as "seizureId",
  sample_request.recordation_id as "recordationId", sample_request.kind, sample_request.status,
  sample_request.requested_on as "requestedOn", sample_request.paragraph, sample_request.certification,
  sample_request.bond_number as "bondNumber", sample_request.bond_amount_cents as "bondAmountCents",
  sample_request.surety_code as "suretyCode", sample_request.bond_basis as "bondBasis", ${HOLDS}`;

const IMAGE_REQUEST = `
  image_request.id, image_request.seizure_id as "seizureId", image_request.recordation_id as "recordationId",
  image_request.requested_on as "requestedOn"`;

/** Rows of a table of a seizure, by one of its columns, in an order. */
interface OfSeizure {
  readonly table: string;
  readonly columns: string;
  readonly visible: string;
  readonly order: string;
}

const releases = ({ viewer }: LoaderSetting): OfSeizure => ({
  table: 'seizure_release',
  columns: RELEASE,
  visible: visibleReleases(viewer),
  order: 'seizure_release.decided_at, seizure_release.id',
});

const samples = ({ viewer }: LoaderSetting): OfSeizure => ({
  table: 'sample_request',
  columns: SAMPLE,
  visible: visibleSamples(viewer),
  order: 'sample_request.requested_on, sample_request.id',
});

const imageRequests = ({ viewer }: LoaderSetting): OfSeizure => ({
  table: 'image_request',
  columns: IMAGE_REQUEST,
  visible: visibleImageRequests(viewer),
  order: 'image_request.requested_on, image_request.id',
});

/** The first 200, which none has: each is an act of a person. */
function ofSeizure<Row extends { readonly seizureId: string }>(setting: LoaderSetting, of: OfSeizure) {
  const rows = statement<Row>(
    setting.sql,
    `select listed.*
     from unnest(:ids::text[]) as parent (id)
     cross join lateral (
       select ${of.columns}
       from ${of.table}
       join seizure on seizure.id = ${of.table}.seizure_id
       where ${of.table}.seizure_id = parent.id and ${of.visible}
       order by ${of.order}
       limit 200
     ) listed`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return manyByKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.seizureId,
  );
}

function byId<Row extends { readonly id: string }>(setting: LoaderSetting, of: OfSeizure) {
  const rows = statement<Row>(
    setting.sql,
    `select ${of.columns}
     from ${of.table}
     join seizure on seizure.id = ${of.table}.seizure_id
     where ${of.table}.id = any(:ids::text[]) and ${of.visible}`,
  );
  const params = viewerParams(setting.viewer, setting.today);
  return byKey(
    (ids: readonly string[]) => rows({ ...params, ids }),
    (row) => row.id,
  );
}

/** Of seizures that the viewer may know of. */
export interface ReleaseLoaders {
  readonly releasesOfSeizure: DataLoader<string, readonly SeizureReleaseRow[]>;
  readonly samplesOfSeizure: DataLoader<string, readonly SampleRequestRow[]>;
  readonly imageRequestsOfSeizure: DataLoader<string, readonly ImageRequestRow[]>;
  readonly releaseById: DataLoader<string, SeizureReleaseRow | null>;
  readonly sampleById: DataLoader<string, SampleRequestRow | null>;
  readonly imageRequestById: DataLoader<string, ImageRequestRow | null>;
  /** In order. */
  readonly stepsOfSample: DataLoader<string, readonly SampleStepRow[]>;
}

export const releaseLoaders: Makers<ReleaseLoaders> = {
  releasesOfSeizure: (setting) => ofSeizure(setting, releases(setting)),
  samplesOfSeizure: (setting) => ofSeizure(setting, samples(setting)),
  imageRequestsOfSeizure: (setting) => ofSeizure(setting, imageRequests(setting)),
  releaseById: (setting) => byId(setting, releases(setting)),
  sampleById: (setting) => byId(setting, samples(setting)),
  imageRequestById: (setting) => byId(setting, imageRequests(setting)),
  stepsOfSample,
};

function stepsOfSample(setting: LoaderSetting): DataLoader<string, readonly SampleStepRow[]> {
  const rows = statement<SampleStepRow>(
    setting.sql,
    `select sample_id as "sampleId", nth, status, happened_on as "happenedOn", note
     from sample_step
     where sample_id = any(:ids::text[])
     order by sample_id, nth`,
  );
  return manyByKey(
    (ids: readonly string[]) => rows({ ids }),
    (row) => row.sampleId,
  );
}
