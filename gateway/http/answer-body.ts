import { withheldCounts } from '@good-standing/kernel/disclosure/notes.ts';
import type { Viewer } from '@good-standing/kernel/viewer/viewer.ts';
import type { Answered } from './account.ts';

/** An answer as JSON, written as text around data that already is text. */
export function answerBody({ dataJson, errors, notes }: Answered, viewer: Viewer, requestId: string): string {
  const disclosure = {
    requestId,
    withheld: withheldCounts(notes),
    ...demotedViewer(viewer),
  };
  const told = errors.length === 0 ? '' : `,"errors":${JSON.stringify(errors)}`;
  return `{"data":${dataJson}${told},"extensions":{"disclosure":${JSON.stringify(disclosure)}}}`;
}

/** A token whose agreement does not hold reads as the public: said wherever an answer may puzzle over it. */
export function demotedViewer({ audience, demoted }: Viewer) {
  return demoted === null ? {} : { viewer: { audience, because: demoted } };
}
