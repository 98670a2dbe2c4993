import { GraphQLError } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { type LoggedFailure, logFailure, logFailuresTo, presentable } from './errors.ts';

const logged: LoggedFailure[] = [];
logFailuresTo((failure) => void logged.push(failure));
afterAll(() => logFailuresTo(() => {}));

function failed(code: unknown): LoggedFailure | undefined {
  logFailure(Object.assign(new Error('canary-value'), { code }));
  return logged.at(-1);
}

describe('a failure is logged in words of the system, never in those of a record', () => {
  test.each([
    ['53300', '53300'],
    ['CONNECT_TIMEOUT', 'CONNECT_TIMEOUT'],
    ['canary-value', undefined],
    ['EIN 07-000000100', undefined],
    [42, undefined],
  ])('of the code %s: %s', (code, expected) => {
    expect(failed(code)?.errorCode).toBe(expected);
    expect(JSON.stringify(logged.at(-1))).not.toContain('canary');
  });

  test('and no client is told either', () => {
    const cause = Object.assign(new Error('canary-value'), { code: '42501' });
    const told = presentable(new GraphQLError('canary-value', { originalError: cause }));
    expect(told).toEqual({
      message: 'The answer could not be made.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });
});
