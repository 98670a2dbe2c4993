/** A report as the tests' reporters write it; everything in it is invented. */
export const REPORT = {
  kind: 'COUNTERFEIT_OR_PIRACY',
  about: 'INVENTED BARGAINS, a web shop',
  description: 'They sell sunglasses under a mark that is not theirs.\nThe parcels come from abroad.',
  goods: 'Sunglasses',
  foundAt: 'https://bargains.example/sunglasses',
} as const;

export const REPORTER = {
  name: 'Robin Invented',
  email: 'robin@reporter.example',
  telephone: '+1 (555) 010-0199',
} as const;

/** Files that are what they say, as far as their first bytes go. */
export const FILES = {
  JPEG: Buffer.from('ffd8ffe000104a46494600', 'hex'),
  PNG: Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
  PDF: Buffer.from('%PDF-1.7\n'),
} as const;

export function attached(type: keyof typeof FILES, bytes = FILES[type]) {
  return { type, content: Buffer.from(bytes).toString('base64') };
}

/** A receipt of the right form that is for nothing. */
export const UNKNOWN_RECEIPT = '0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz';
