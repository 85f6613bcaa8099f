/**
 * Excludes invisible characters: controls and formatting characters, spaces, default ignorable
 * characters (UAX #44), and the blank characters that no Unicode property covers: the empty Braille
 * cell, the null notehead, the Egyptian and Khitan fillers.
 */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\u{16FE4}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\u{13441}\u{13442}]/u

/** Whether a text has at least one visible character. */
export function hasVisibleCharacter(text: string): boolean {
  return VISIBLE.test(text)
}
