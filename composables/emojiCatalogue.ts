import { isEmoji } from '#shared/emoji.ts'

/** One emoji in one language, as Unicode's CLDR names it (the data of emojibase). */
export interface Emoji {
  unicode: string
  label: string
  tags?: string[]
  /** Of people, food, flags …; single letters and skin tones stand in none. */
  group?: number
}

export interface EmojiGroup {
  key: string
  name: string
  emoji: Emoji[]
}

interface EmojiMessages {
  groups: { key: string, message: string, order: number }[]
}

/** Skin tones and hair, which are no emoji by themselves. */
const COMPONENTS = 'component'
/** Shown at most when one searches: nobody looks further. */
const FOUND_MAX = 80

const sources = {
  en: () => Promise.all([import('emojibase-data/en/compact.json'), import('emojibase-data/en/messages.json')]),
  de: () => Promise.all([import('emojibase-data/de/compact.json'), import('emojibase-data/de/messages.json')]),
}

/** All emoji in their groups. A language is fetched when it is first asked for, and kept by the browser. */
export async function loadEmoji(language: keyof typeof sources): Promise<EmojiGroup[]> {
  const [emoji, messages] = await sources[language]()
  return groupEmoji(emoji.default as Emoji[], messages.default as EmojiMessages)
}

/** Only what the server takes, too, and as it takes it. Empty groups are left out. */
export function groupEmoji(all: readonly Emoji[], { groups }: EmojiMessages): EmojiGroup[] {
  const usable = all.map(emoji => ({ ...emoji, unicode: canonical(emoji.unicode) })).filter(({ unicode }) => isEmoji(unicode))
  return groups
    .map(({ key, message, order }) => ({ key, name: message, emoji: usable.filter(({ group }) => group === order) }))
    .filter(({ key, emoji }) => key !== COMPONENTS && emoji.length > 0)
}

/** The data asks for colour everywhere (U+FE0F), also where an emoji is in colour by itself and Unicode has none. */
function canonical(unicode: string): string {
  return isEmoji(unicode) ? unicode : unicode.replace(/\uFE0F$/, '')
}

/** Emoji by a few letters: every word is in the name or a tag; names that begin with them come first. */
export function findEmoji(groups: readonly EmojiGroup[], query: string): Emoji[] {
  const words = query.toLowerCase().split(/\s+/).filter(word => word !== '')
  if (words.length === 0) return []
  const found = groups.flatMap(({ emoji }) => emoji).filter(({ label, tags = [] }) => {
    const text = [label, ...tags].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  })
  const begins = ({ label }: Emoji) => label.toLowerCase().startsWith(words[0] ?? '')
  return [...found.filter(begins), ...found.filter(emoji => !begins(emoji))].slice(0, FOUND_MAX)
}
