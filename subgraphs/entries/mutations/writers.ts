import type { LoaderSetting } from '@good-standing/kernel/subgraph/definition.ts';
import type DataLoader from 'dataloader';
import type { ReleaseLoaders } from '../loaders/releases.ts';
import type {
  AbandonmentBeliefInput,
  ImageRequestInput,
  ImporterResponseInput,
  SampleRequestInput,
  SampleStepInput,
  SeizureReleaseInput,
} from '../schema.generated.ts';
import type { ImageRequestRow, SampleRequestRow, SeizureReleaseRow, SeizureRow } from '../tables.ts';
import { decideRelease } from './decide-release.ts';
import { recordBelief } from './record-belief.ts';
import { recordResponse } from './record-response.ts';
import { requestImages } from './request-images.ts';
import { requestSample } from './request-sample.ts';
import { recordSampleStep } from './sample-steps.ts';

/** What a request may change; each gives the record as the viewer may read it, or null. */
export interface Writers {
  readonly decideRelease: (input: SeizureReleaseInput) => Promise<SeizureReleaseRow | null>;
  readonly requestImages: (input: ImageRequestInput) => Promise<ImageRequestRow | null>;
  readonly requestSample: (input: SampleRequestInput) => Promise<SampleRequestRow | null>;
  readonly recordSampleStep: (input: SampleStepInput) => Promise<SampleRequestRow | null>;
  readonly recordResponse: (input: ImporterResponseInput) => Promise<SeizureRow | null>;
  readonly recordBelief: (input: AbandonmentBeliefInput) => Promise<SeizureRow | null>;
}

interface ReadBack extends Pick<ReleaseLoaders, 'releaseById' | 'sampleById' | 'imageRequestById'> {
  readonly seizureById: DataLoader<string, SeizureRow | null>;
}

type Making = {
  readonly [Name in keyof Writers]: (setting: LoaderSetting, load: ReadBack) => Writers[Name];
};

export const writers: Making = {
  decideRelease: (setting, { releaseById }) => readBack(decideRelease(setting), releaseById),
  requestImages: (setting, { imageRequestById }) => readBack(requestImages(setting), imageRequestById),
  requestSample: (setting, { sampleById }) => readBack(requestSample(setting), sampleById),
  recordSampleStep: (setting, { sampleById }) => readBack(recordSampleStep(setting), sampleById),
  recordResponse: (setting, { seizureById }) => readBack(recordResponse(setting), seizureById),
  recordBelief: (setting, { seizureById }) => readBack(recordBelief(setting), seizureById),
};

/** Anew: an earlier mutation of the request may have read it. */
function readBack<Input, Row>(
  write: (input: Input) => Promise<string | null>,
  loader: DataLoader<string, Row | null>,
): (input: Input) => Promise<Row | null> {
  return async (input) => {
    const id = await write(input);
    return id === null ? null : loader.clear(id).load(id);
  };
}
