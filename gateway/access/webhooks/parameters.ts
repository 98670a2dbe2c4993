/** Webhooks of one organisation that are not disabled. */
export const MOST_WEBHOOKS = 10;

/** Hours for which the secret that was replaced still signs, beside the one that took its place. */
export const ROTATION_HOURS = 24;

/** Days of nothing but failures after which a webhook is disabled and its owner told. */
export const FAILING_DAYS = 5;

/** Days for which deliveries that are settled, and events that nothing refers to, are kept. */
export const KEPT_DAYS = 90;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds from each failed attempt to the next, as Standard Webhooks 1.0 has them; after the last it is a dead letter. */
export const RETRY_AFTER_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
