import { houseKeys } from '@good-standing/gateway/house-keys.ts';

/** Of the house that is killed and of whoever asks it. */
export const CRASH_KEYS = houseKeys('the secret of the crash test, which protects nothing');
