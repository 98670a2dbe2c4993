/**
 * As written, without surrounding blanks and in capitals. Only ASCII is capitalised: elsewhere one
 * letter may become two others (`ß` would read as South Sudan), so such text comes back as it is.
 */
export function capitals(text: string): string {
  const written = text.trim();
  return isAscii(written) ? written.toUpperCase() : written;
}

function isAscii(text: string): boolean {
  for (let place = 0; place < text.length; place += 1) if (text.charCodeAt(place) > 127) return false;
  return true;
}
