/**
 * Exactly one emoji as Unicode recommends it for general interchange (UTS #51, `RGI_Emoji`), skin
 * tones, flags and joined sequences included. The JavaScript runtime contains the list, so that
 * client and server need no table.
 */
const EMOJI = /^\p{RGI_Emoji}$/v

export function isEmoji(text: string): boolean {
  return EMOJI.test(text)
}

/** Up to three emoji and nothing else. */
const FEW_EMOJI = /^\s*(?:\p{RGI_Emoji}\s*){1,3}$/v

/** Maximum characters of three emoji; the longest sequences have 35. */
const FEW_EMOJI_LENGTH = 120

export function isFewEmoji(text: string): boolean {
  return text.length <= FEW_EMOJI_LENGTH && FEW_EMOJI.test(text)
}
