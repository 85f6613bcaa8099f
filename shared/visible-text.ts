/**
 * Characters that leave nothing on the screen: controls and formatting characters, spaces, what
 * Unicode lets a renderer ignore (UAX #44, `Default_Ignorable_Code_Point`), and the few blanks that
 * no property names: the empty Braille cell, the null notehead, the Egyptian and Khitan fillers.
 */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\u{16FE4}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\u{13441}\u{13442}]/u

/** Is there at least one character to be seen? What a person must read may not be blank. */
export function hasVisibleCharacter(text: string): boolean {
  return VISIBLE.test(text)
}
