import { type CursorSeal, cursorSeal, queryKey } from '../postgres/cursor.ts';
import type { LoaderSetting } from './definition.ts';

/**
 * Cursors of one list for the viewer of this request.
 *
 * @param coordinate `Query.posts`, `InternationalPost.quarters`.
 * @param parts the list's owner where it is nested, and every argument but `first` and `after`.
 */
export function listCursors(setting: LoaderSetting, coordinate: string, parts: object): CursorSeal {
  const { audience, organization, agreementId, subject, agency } = setting.viewer;
  const viewer = JSON.stringify([audience, organization?.id ?? null, agreementId, subject, agency]);
  return cursorSeal(setting.secret.cursors, viewer, queryKey(coordinate, parts));
}
