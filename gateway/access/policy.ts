import type { Policy } from '@good-standing/kernel/disclosure/policy.ts';

/** Nothing of the gateway's own is under a rule: a viewer sees itself, and of the accounting only visible rows. */
export const policy = {} satisfies Policy;
