import { describe, expect, test } from 'vitest';
import { type Admitted, isRateRefusal, type Meter, meter, type RateRefusal } from './meter.ts';
import { ratesFor } from './rates.ts';

const DAY_MS = 86_400_000;
const NOON = 20_000 * DAY_MS + DAY_MS / 2;

/** A meter whose time goes by when told. */
function timed() {
  let now = 0;
  const held = meter({ steady: () => now, epoch: () => NOON + now });
  const wait = (ms: number) => {
    now += ms;
  };
  return { held, wait };
}

function let_(held: Meter, who: string, rates = ratesFor('PUBLIC')): Admitted {
  const admitted = held.admit(who, rates);
  if (isRateRefusal(admitted)) throw new Error(`refused: ${admitted.code}`);
  return admitted;
}

const refused = (code: RateRefusal['code'], bound: number, retryAfterSeconds: number): RateRefusal => ({
  code,
  bound,
  retryAfterSeconds,
});

describe('points of a minute', () => {
  test('may come at once, and grow again one by one', () => {
    const { held, wait } = timed();
    for (let nth = 0; nth < 60; nth += 1) let_(held, 'a').leave();
    expect(held.admit('a', ratesFor('PUBLIC'))).toEqual(refused('RATE_LIMITED', 60, 1));
    wait(999);
    expect(held.admit('a', ratesFor('PUBLIC'))).toEqual(refused('RATE_LIMITED', 60, 1));
    wait(1);
    let_(held, 'a').leave();
    expect(held.admit('a', ratesFor('PUBLIC'))).toEqual(refused('RATE_LIMITED', 60, 1));
    wait(10 * 60_000);
    for (let nth = 0; nth < 60; nth += 1) let_(held, 'a').leave();
    expect(isRateRefusal(held.admit('a', ratesFor('PUBLIC')))).toBe(true);
  });

  test('are one for each root field: ten aliases are ten', () => {
    const { held } = timed();
    for (let nth = 0; nth < 6; nth += 1) {
      const admitted = let_(held, 'a');
      expect(admitted.charge(10, [])).toBeNull();
      admitted.leave();
    }
    expect(held.admit('a', ratesFor('PUBLIC'))).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('are one’s own', () => {
    const { held } = timed();
    for (let nth = 0; nth < 60; nth += 1) let_(held, 'a').leave();
    let_(held, 'b').leave();
  });
});

test('requests at once: the next one may come when one is answered, and is answered once', () => {
  const { held } = timed();
  const open = Array.from({ length: 4 }, () => let_(held, 'a'));
  expect(held.admit('a', ratesFor('PUBLIC'))).toEqual(refused('TOO_MANY_AT_ONCE', 4, 1));
  open[0]?.leave();
  open[0]?.leave();
  let_(held, 'a');
  expect(held.admit('a', ratesFor('PUBLIC'))).toMatchObject({ code: 'TOO_MANY_AT_ONCE' });
});

describe('different identifiers of a day', () => {
  const some = (from: number, count: number) =>
    Array.from({ length: count }, (_, nth) => `imp_${from + nth}`);

  test('the fifty-first is refused until midnight, those asked before are not', () => {
    const { held, wait } = timed();
    const ask = (identifiers: readonly string[]) => let_(held, 'a').charge(1, identifiers);
    const { atOnce: _, ...rates } = ratesFor('PUBLIC');
    expect(rates.identifiersPerDay).toBe(50);
    expect(ask(some(0, 50))).toBeNull();
    expect(ask(some(0, 50))).toBeNull();
    expect(ask(some(49, 2))).toEqual(refused('QUOTA_IDENTIFIERS', 50, 12 * 60 * 60));
    wait(DAY_MS / 2);
    expect(ask(some(49, 2))).toBeNull();
  });

  test('agencies ask for as many as their purpose needs', () => {
    const { held } = timed();
    expect(let_(held, 'a', ratesFor('PGA')).charge(1, some(0, 5_000))).toBeNull();
  });
});

describe('fields with a rate of their own', () => {
  const SUBMIT = 'Mutation.submitViolationReport';
  const asks = (held: Meter, who: string, fields: readonly string[]) => {
    const admitted = let_(held, who);
    const refusal = admitted.charge(fields.length, [], fields);
    admitted.leave();
    return refusal;
  };
  const full = (retryAfterSeconds: number) => ({
    ...refused('FIELD_RATE_LIMITED', 10, retryAfterSeconds),
    field: SUBMIT,
  });

  test('may be asked for so often at once, and again as time goes by', () => {
    const { held, wait } = timed();
    for (let nth = 0; nth < 5; nth += 1) expect(asks(held, 'a', [SUBMIT])).toBeNull();
    expect(asks(held, 'a', [SUBMIT])).toEqual(full(360));
    wait(359_000);
    expect(asks(held, 'a', [SUBMIT])).toEqual(full(1));
    wait(1_000);
    expect(asks(held, 'a', [SUBMIT])).toBeNull();
    expect(asks(held, 'a', [SUBMIT])).toEqual(full(360));
  });

  test('are counted each for itself, and for each asker', () => {
    const { held } = timed();
    for (let nth = 0; nth < 5; nth += 1) expect(asks(held, 'a', [SUBMIT])).toBeNull();
    expect(asks(held, 'a', ['Mutation.followUpViolationReport'])).toBeNull();
    expect(asks(held, 'a', ['Query.viewer'])).toBeNull();
    expect(asks(held, 'b', [SUBMIT])).toBeNull();
  });

  test('what is refused is not counted', () => {
    const { held } = timed();
    expect(
      asks(
        held,
        'a',
        Array.from({ length: 6 }, () => SUBMIT),
      ),
    ).toEqual(full(360));
    expect(
      asks(
        held,
        'a',
        Array.from({ length: 5 }, () => SUBMIT),
      ),
    ).toBeNull();
  });
});
