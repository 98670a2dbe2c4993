/** A word as it looks from afar: letters that scanners mistake for each other are one. */
export function looksOf(word: string): string {
  if (!/RN|VV|CL|II|[LQ01]/.test(word)) return word;
  return word
    .replaceAll('RN', 'M')
    .replaceAll('VV', 'W')
    .replaceAll('CL', 'D')
    .replaceAll('II', 'U')
    .replace(/[L1]/g, 'I')
    .replace(/[Q0]/g, 'O');
}
