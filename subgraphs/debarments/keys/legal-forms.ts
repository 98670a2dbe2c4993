/**
 * Legal forms and their abbreviations, without dots and in upper case, as they stand
 * at either end of a firm's name. Words that also stand for a firm's trade
 * (`TRADING`, `GROUP`, `HOLDINGS`) are part of the name.
 */
const FORMS = `
  INC, INCORPORATED, CORP, CORPORATION, CO, COMPANY, LTD, LIMITED, LLC, LC, LLP, LLLP, LP, PLLC, PLC,
  PC, PA, PSC, CHTD, LIMITED LIABILITY COMPANY, LIMITED LIABILITY CO, LIMITED LIABILITY PARTNERSHIP,
  LIMITED PARTNERSHIP, PROFESSIONAL CORPORATION, PUBLIC LIMITED COMPANY,
  PTY, PTE, PVT, PRIVATE, PROPRIETARY, BHD, SDN, TBK, PT, KK, YK,
  GMBH, AG, KG, KGAA, OHG, UG, EK, MBH, SE, NV, BV, CV, VOF, BVBA, SPRL, SARL, SAS, SA, SASU, SNC, EURL,
  SL, SLU, SLL, SC, SAB, SAPI, SA DE CV, S DE RL, S DE RL DE CV, SRL, SPA, SAPA, SAC, SAA, EIRL, LTDA, EPP,
  LDA, ME, AB, AS, ASA, APS, OY, OYJ, HB, KB, DOO, DD, AD, EOOD, OOD, ZRT, KFT, RT, SRO, SP ZOO, SP Z OO,
  OOO, OAO, ZAO, PAO, AO, JSC, OJSC, CJSC, PJSC, LLC OOO, TOV, TOO, FZE, FZC, FZCO, FZ LLC, DMCC, WLL, KSC,
  SAL, SAE, SARLU, ANONIM SIRKETI, LIMITED SIRKETI, JOINT STOCK COMPANY, OPEN JOINT STOCK COMPANY,
  SOCIETE ANONYME, SOCIEDAD ANONIMA, GESELLSCHAFT MIT BESCHRANKTER HAFTUNG, AKTIENGESELLSCHAFT
`;

/** Each form as its words. */
const forms: readonly (readonly string[])[] = FORMS.split(',').map((form) => form.trim().split(' '));

const byLastWord = new Map<string, readonly (readonly string[])[]>();
const byFirstWord = new Map<string, readonly (readonly string[])[]>();
for (const form of forms) {
  const last = form.at(-1) ?? '';
  const first = form[0] ?? '';
  byLastWord.set(last, [...(byLastWord.get(last) ?? []), form]);
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), form]);
}

/** Forms that Russian, Indonesian and Kazakh names put in front. */
const LEADING = new Set([
  'OOO',
  'OAO',
  'ZAO',
  'PAO',
  'AO',
  'OJSC',
  'CJSC',
  'PJSC',
  'JSC',
  'LLC',
  'PT',
  'TOO',
  'TOV',
  'OPEN',
]);

/** The words of a name without the legal forms at its ends; all of them where nothing else would be left. */
export function withoutLegalForms(words: readonly string[]): readonly string[] {
  let from = 0;
  let to = words.length;
  for (let cut = formAtEnd(words, to); cut > 0 && to - cut > from; cut = formAtEnd(words, to)) to -= cut;
  for (let cut = formAtStart(words, from); cut > 0 && to - cut > from; cut = formAtStart(words, from))
    from += cut;
  return words.slice(from, to);
}

/** True where the words are one or more legal forms and nothing else: `CO LTD`. */
export function areLegalForms(words: readonly string[]): boolean {
  let to = words.length;
  while (to > 0) {
    const cut = formAtEnd(words, to);
    if (cut === 0) return false;
    to -= cut;
  }
  return words.length > 0;
}

/** Length of the longest form that ends at `to`; 0 where none does. */
function formAtEnd(words: readonly string[], to: number): number {
  const candidates = byLastWord.get(words[to - 1] ?? '') ?? [];
  return longest(candidates, (form) => form.every((word, place) => words[to - form.length + place] === word));
}

function formAtStart(words: readonly string[], from: number): number {
  if (!LEADING.has(words[from] ?? '')) return 0;
  const candidates = byFirstWord.get(words[from] ?? '') ?? [];
  return longest(candidates, (form) => form.every((word, place) => words[from + place] === word));
}

function longest(
  candidates: readonly (readonly string[])[],
  fits: (form: readonly string[]) => boolean,
): number {
  return candidates.filter(fits).reduce((length, form) => Math.max(length, form.length), 0);
}
