const CLASS: Readonly<Record<string, string>> = {
  B: 'B',
  C: 'K',
  D: 'D',
  F: 'F',
  G: 'K',
  J: 'J',
  K: 'K',
  L: 'L',
  M: 'M',
  N: 'N',
  P: 'P',
  Q: 'K',
  R: 'R',
  S: 'S',
  T: 'T',
  V: 'V',
  W: 'V',
  X: 'KS',
  Z: 'S',
};

const PAIRS: Readonly<Record<string, string>> = {
  PH: 'F',
  KH: 'K',
  GH: 'K',
  DH: 'D',
  TH: 'T',
  SH: 'S',
  CH: 'S',
  ZH: 'J',
  DJ: 'J',
  DZ: 'S',
  TS: 'S',
  TZ: 'S',
  CZ: 'S',
};

/**
 * The consonants of a word by their sound, so that most ways to write it in Latin letters
 * agree: `QADDAFI` and `GADHAFI` are `KDF`. A word that begins with a vowel begins with `A`.
 */
export function skeleton(word: string): string {
  let bones = isVowel(word[0]) ? 'A' : word[0] === 'H' ? 'H' : '';
  for (let at = 0; at < word.length; ) {
    const letter = word[at] ?? '';
    const pair = PAIRS[word.slice(at, at + 2)];
    const isSoft = letter === 'C' && 'EIY'.includes(word[at + 1] ?? '-');
    const sound = pair ?? (isSoft ? 'S' : (CLASS[letter] ?? (isFigure(letter) ? letter : '')));
    at += pair === undefined ? 1 : 2;
    if (sound !== '' && !bones.endsWith(sound)) bones += sound;
  }
  return bones;
}

function isFigure(letter: string): boolean {
  return letter >= '0' && letter <= '9';
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && 'AEIOUY'.includes(letter);
}
