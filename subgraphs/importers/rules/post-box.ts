const POST_BOX = /\bP\.?\s*O\.?\s*BOX\b|\bPOST OFFICE BOX\b/i;

/** GS-008. A post office box is no place where an importer is. */
export function isPostBox(lines: readonly string[]): boolean {
  return lines.some((line) => POST_BOX.test(line));
}
