/**
 * Exactly one emoji as Unicode recommends it for general interchange (UTS #51, `RGI_Emoji`), skin
 * tones, flags and joined sequences included. The runtime carries the list, so both sides follow
 * the current one without a table of ours.
 */
const EMOJI = /^\p{RGI_Emoji}$/v

export function isEmoji(text: string): boolean {
  return EMOJI.test(text)
}
