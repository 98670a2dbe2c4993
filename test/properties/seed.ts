import fc from 'fast-check';

/**
 * One seed for every property of `npm test`, so that a run says of the change and not of
 * the draw; `SEED=<number>` for another one.
 */
export const SEED = Number(process.env.SEED ?? 20_260_603);

fc.configureGlobal({ seed: SEED });
