/**
 * Exactly one emoji as Unicode recommends it for general interchange (UTS #51, `RGI_Emoji`), skin
 * tones, flags and joined sequences included. The runtime carries the list, so both sides follow
 * the current one without a table of ours.
 */
const EMOJI = /^\p{RGI_Emoji}$/v

export function isEmoji(text: string): boolean {
  return EMOJI.test(text)
}

/** Some emoji and nothing else: up to three, as one shows a feeling. */
const FEW_EMOJI = /^\s*(?:\p{RGI_Emoji}\s*){1,3}$/v

/** Characters of three emoji at most: the longest joined sequences have 35. */
const FEW_EMOJI_LENGTH = 120

export function isFewEmoji(text: string): boolean {
  return text.length <= FEW_EMOJI_LENGTH && FEW_EMOJI.test(text)
}
