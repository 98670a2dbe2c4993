/** How many streams each organisation holds open. */
export interface Seats {
  /** @returns what gives the seat back, once; null where all are taken. */
  take(organization: string, most: number): (() => void) | null;
}

export function seats(): Seats {
  const taken = new Map<string, number>();
  return {
    take(organization, most) {
      const held = taken.get(organization) ?? 0;
      if (held >= most) return null;
      taken.set(organization, held + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (taken.get(organization) ?? 1) - 1;
        if (left === 0) taken.delete(organization);
        else taken.set(organization, left);
      };
    },
  };
}
