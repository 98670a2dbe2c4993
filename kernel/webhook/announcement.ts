import type { DisclosureRule } from '../disclosure/rules.ts';
import type { Audience, Viewer } from '../viewer/viewer.ts';
import type { EventKind } from './event-kinds.ts';

/**
 * Who is told: organisations with an agreement for the audience, of those only where
 * each part that is named fits. With the audience alone, every one of them.
 */
export interface Addressee {
  readonly audience: Audience;
  readonly organization?: string;
  /** The organisation's own record: importer, broker, post, recordation owner. */
  readonly subject?: string;
  /** CATAIR Appendix V code. */
  readonly agency?: string;
}

/** A change as it travels: ids and nothing of what changed, which is fetched back under the rules of that moment. */
export interface Announcement {
  /** `evt_…`, the same at each delivery. */
  readonly id: string;
  readonly kind: EventKind;
  /** Opaque id under which the record is fetched back; what is told of one record is told in order. */
  readonly record: string;
  /** ISO: an announcement travels as JSON. */
  readonly occurredAt: string;
  readonly to: readonly Addressee[];
  /** The rule that an agreement must grant, CBP's apart, for its organisation to be told. Absent: any agreement will do. */
  readonly under?: DisclosureRule | null;
  /**
   * Kinds of which nothing that was told of the record before is sent any more to the
   * organisations named in `to`: they may not know of it from here on.
   */
  readonly retracts?: readonly EventKind[] | null;
}

/** What a resolver of a subscription is given of the announcement that it answers. */
export type HeardEvent = Omit<Announcement, 'to' | 'under' | 'retracts'>;

/** Whether an announcement is for this viewer. */
export function isAddressedTo(
  { to, under = null }: Pick<Announcement, 'to' | 'under'>,
  { audience, organization, subject, agency, rules }: Viewer,
): boolean {
  const mayKnow = under === null || audience === 'CBP' || rules.has(under);
  return (
    mayKnow &&
    to.some(
      (addressee) =>
        addressee.audience === audience &&
        fits(addressee.organization, organization?.id ?? null) &&
        fits(addressee.subject, subject) &&
        fits(addressee.agency, agency),
    )
  );
}

function fits(named: string | undefined, held: string | null): boolean {
  return named === undefined || named === held;
}
