import { describe, expect, test } from 'vitest';
import { PUBLIC_VIEWER } from '../viewer/viewer.ts';
import type { LoaderSetting } from './definition.ts';
import { lazily, together } from './lazily.ts';

/** Of one request: a setting is never two requests'. */
function setting(requestId: string): LoaderSetting {
  const now = Temporal.Instant.from('2026-11-02T12:00:00Z');
  const today = Temporal.PlainDate.from('2026-11-02');
  return {
    requestId,
    now,
    today,
    viewer: PUBLIC_VIEWER,
    secret: { ids: Buffer.alloc(32), cursors: Buffer.alloc(32) },
  } satisfies Omit<LoaderSetting, 'sql'> as LoaderSetting;
}

interface Loaders {
  readonly entry: { readonly of: string };
  readonly bond: { readonly of: string };
  readonly bondOfEntry: () => string;
}

function counted() {
  const made: string[] = [];
  const loaders = lazily<Loaders>({
    entry: ({ requestId }) => {
      made.push(`entry ${requestId}`);
      return { of: requestId };
    },
    bond: ({ requestId }) => {
      made.push(`bond ${requestId}`);
      return { of: requestId };
    },
    bondOfEntry: (_setting, { bond }) => {
      made.push('bondOfEntry');
      return () => bond.of;
    },
  });
  return { made, loaders };
}

describe('loaders made when they are asked for', () => {
  test('a request that asks for none makes none', () => {
    const { made, loaders } = counted();
    loaders(setting('a'));
    expect(made).toEqual([]);
  });

  test('each is made once a request, of that request', () => {
    const { made, loaders } = counted();
    const [one, other] = [loaders(setting('a')), loaders(setting('b'))];
    expect([one.entry, one.entry, other.entry]).toEqual([{ of: 'a' }, { of: 'a' }, { of: 'b' }]);
    expect(one.entry).toBe(one.entry);
    expect(one.entry).not.toBe(other.entry);
    expect(made).toEqual(['entry a', 'entry b']);
  });

  test('one that rests on another has that of its own request', () => {
    const { made, loaders } = counted();
    expect(loaders(setting('a')).bondOfEntry()).toBe('a');
    expect(loaders(setting('b')).bondOfEntry()).toBe('b');
    expect(made).toEqual(['bond a', 'bondOfEntry', 'bond b', 'bondOfEntry']);
  });

  test('those of one making are made together, once a request', () => {
    const made: string[] = [];
    const group = ({ requestId }: LoaderSetting) => {
      made.push(requestId);
      return { entry: { of: requestId }, bond: { of: requestId } };
    };
    const loaders = lazily<Omit<Loaders, 'bondOfEntry'>>(together(group, ['entry', 'bond']));
    const [one, other] = [loaders(setting('a')), loaders(setting('b'))];
    expect([one.bond, one.entry, other.entry]).toEqual([{ of: 'a' }, { of: 'a' }, { of: 'b' }]);
    expect(made).toEqual(['a', 'b']);
  });
});
