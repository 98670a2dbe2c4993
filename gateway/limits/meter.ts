import { randomBytes } from 'node:crypto';
import { recentlyUsed } from '@good-standing/kernel/subgraph/recently-used.ts';
import { type DigestSet, digestOf, digestSet } from './digest-set.ts';
import { FIELD_RATES, type FieldRate } from './field-rates.ts';
import type { Rates } from './rates.ts';

export type RateCode = 'RATE_LIMITED' | 'FIELD_RATE_LIMITED' | 'TOO_MANY_AT_ONCE' | 'QUOTA_IDENTIFIERS';

/** Why a request is not answered now, and after how many seconds it may be. */
export interface RateRefusal {
  readonly code: RateCode;
  readonly bound: number;
  readonly retryAfterSeconds: number;
  /** The field whose own rate it is; absent: it is the asker's. */
  readonly field?: string;
}

/** A request that was let in. */
export interface Admitted {
  /**
   * What it asks beyond its first root field; null: it may go on.
   *
   * @param fields coordinates of its root fields, each as often as it is asked for.
   */
  charge(points: number, identifiers: readonly string[], fields?: readonly string[]): RateRefusal | null;
  /** It was answered, or its client is gone. Once. */
  leave(): void;
}

export interface Meter {
  /** @param who one organisation or one address: what is counted is counted for it alone. */
  admit(who: string, rates: Rates): Admitted | RateRefusal;
}

export function isRateRefusal(value: Admitted | RateRefusal): value is RateRefusal {
  return 'retryAfterSeconds' in value;
}

/** Milliseconds: `steady` never goes back, `epoch` says which day it is. */
export interface Clock {
  steady(): number;
  epoch(): number;
}

interface Account {
  points: number;
  /** When `points` was right. */
  at: number;
  atOnce: number;
  day: number;
  identifiers: DigestSet;
  /** Of fields that have a rate of their own, once they were asked for. */
  readonly fields: Map<string, Bucket>;
}

interface Bucket {
  left: number;
  /** When `left` was right. */
  at: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Accounts kept, the last used: a flood of addresses costs bounded memory. */
const MOST_ACCOUNTS = 50_000;

/**
 * Counts what this process answers: a token bucket of points, requests at once, and
 * identifiers of a day. Identifiers are kept as salted digests and nowhere else.
 */
export function meter(clock: Clock = { steady: () => performance.now(), epoch: () => Date.now() }): Meter {
  const accounts = recentlyUsed<Account>(MOST_ACCOUNTS);
  const salt = randomBytes(16).toString('hex');

  return {
    admit(who, rates) {
      const account = accountOf(who, rates);
      if (account.atOnce >= rates.atOnce)
        return { code: 'TOO_MANY_AT_ONCE', bound: rates.atOnce, retryAfterSeconds: 1 };
      const refused = take(account, 1, rates);
      if (refused !== null) return refused;
      account.atOnce += 1;
      let isIn = true;
      return {
        charge: (points, identifiers, fields = []) =>
          (points > 1 ? take(account, points - 1, rates) : null) ??
          takeFields(account, fields) ??
          note(account, identifiers, rates),
        leave() {
          if (isIn) account.atOnce -= 1;
          isIn = false;
        },
      };
    },
  };

  function accountOf(who: string, { pointsPerMinute }: Rates): Account {
    const known = accounts.get(who);
    if (known !== undefined) return known;
    const fresh = {
      points: pointsPerMinute,
      at: clock.steady(),
      atOnce: 0,
      day: 0,
      identifiers: digestSet(),
      fields: new Map<string, Bucket>(),
    };
    accounts.set(who, fresh);
    return fresh;
  }

  function take(account: Account, points: number, { pointsPerMinute }: Rates): RateRefusal | null {
    const now = clock.steady();
    const grown = ((now - account.at) * pointsPerMinute) / MINUTE_MS;
    account.points = Math.min(pointsPerMinute, account.points + grown);
    account.at = now;
    if (account.points >= points) {
      account.points -= points;
      return null;
    }
    const lacking = points - account.points;
    const retryAfterSeconds = Math.ceil((lacking * MINUTE_MS) / pointsPerMinute / 1_000);
    return { code: 'RATE_LIMITED', bound: pointsPerMinute, retryAfterSeconds };
  }

  /** All of them or none: what is refused is not counted. */
  function takeFields({ fields: buckets }: Account, fields: readonly string[]): RateRefusal | null {
    const asked = Map.groupBy(fields, (field) => field);
    const taking: (() => void)[] = [];
    for (const [field, times] of asked) {
      const rate = FIELD_RATES[field];
      if (rate === undefined) continue;
      const bucket = filled(buckets.get(field), rate);
      buckets.set(field, bucket);
      const lacking = times.length - bucket.left;
      if (lacking > 0) {
        const retryAfterSeconds = Math.ceil((lacking * HOUR_MS) / rate.perHour / 1_000);
        return { code: 'FIELD_RATE_LIMITED', bound: rate.perHour, retryAfterSeconds, field };
      }
      taking.push(() => {
        bucket.left -= times.length;
      });
    }
    for (const take of taking) take();
    return null;
  }

  function filled(known: Bucket | undefined, { burst, perHour }: FieldRate): Bucket {
    const now = clock.steady();
    if (known === undefined) return { left: burst, at: now };
    const grown = ((now - known.at) * perHour) / HOUR_MS;
    return { left: Math.min(burst, known.left + grown), at: now };
  }

  /** One identifier asked about again and again is one. What is refused is not counted. */
  function note(account: Account, identifiers: readonly string[], { identifiersPerDay }: Rates) {
    if (identifiersPerDay === null || identifiers.length === 0) return null;
    const today = Math.floor(clock.epoch() / DAY_MS);
    if (account.day !== today) {
      account.day = today;
      account.identifiers = digestSet();
    }
    const digests = new Set(identifiers.map((text) => digestOf(salt, text)));
    const fresh = [...digests].filter((digest) => !account.identifiers.has(digest));
    if (account.identifiers.size + fresh.length > identifiersPerDay) {
      const retryAfterSeconds = Math.ceil(((today + 1) * DAY_MS - clock.epoch()) / 1_000);
      return { code: 'QUOTA_IDENTIFIERS', bound: identifiersPerDay, retryAfterSeconds } as const;
    }
    for (const digest of fresh) account.identifiers.add(digest);
    return null;
  }
}
