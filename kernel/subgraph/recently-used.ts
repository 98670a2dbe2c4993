/** A bounded map that lets go of what was used longest ago. */
export interface RecentlyUsed<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** @param most at least 1. */
export function recentlyUsed<Value>(most: number): RecentlyUsed<Value> {
  // A Map keeps the order in which its keys were set: the first is the one unused for longest.
  const held = new Map<string, Value>();
  return {
    get(key) {
      const value = held.get(key);
      if (value === undefined) return undefined;
      held.delete(key);
      held.set(key, value);
      return value;
    },
    set(key, value) {
      held.delete(key);
      for (const oldest of held.keys()) {
        if (held.size < most) break;
        held.delete(oldest);
      }
      held.set(key, value);
    },
  };
}
