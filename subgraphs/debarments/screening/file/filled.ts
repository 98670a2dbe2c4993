/** As a cell has it; null where it has nothing, or `-0-`, by which OFAC's files say so. */
export function filled(text: string | null): string | null {
  const written = text?.trim() ?? '';
  return written === '' || written === '-0-' ? null : written;
}
