export interface SeizureImage {
  readonly kind: string;
  readonly reference: string;
}

/** As the table keeps it: `KIND|reference`. */
export function seizureImage(stored: string): SeizureImage {
  const bar = stored.indexOf('|');
  return { kind: stored.slice(0, bar), reference: stored.slice(bar + 1) };
}

export function storedImage({ kind, reference }: SeizureImage): string {
  return `${kind}|${reference}`;
}
