/** Three-valued: true, false, unknown. */
export type Kleene = 'T' | 'F' | 'U';

/** False where any is false, else unknown where any is. */
export function all(...values: readonly Kleene[]): Kleene {
  if (values.includes('F')) return 'F';
  return values.includes('U') ? 'U' : 'T';
}

/** True where any is true, else unknown where any is. */
export function any(...values: readonly Kleene[]): Kleene {
  if (values.includes('T')) return 'T';
  return values.includes('U') ? 'U' : 'F';
}

export function not(value: Kleene): Kleene {
  if (value === 'U') return 'U';
  return value === 'T' ? 'F' : 'T';
}

/** Unknown where null. */
export function known(value: boolean | null): Kleene {
  if (value === null) return 'U';
  return value ? 'T' : 'F';
}
