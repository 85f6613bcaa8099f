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

const loading = new Map<keyof typeof sources, Promise<EmojiGroup[]>>()

/** All emoji in their groups. A language is fetched and sorted on first use, and again after a failure. */
export function loadEmoji(language: keyof typeof sources): Promise<EmojiGroup[]> {
  return loading.get(language) ?? start(language)
}

function start(language: keyof typeof sources): Promise<EmojiGroup[]> {
  const groups = sources[language]().then(([emoji, messages]) => groupEmoji(emoji.default as Emoji[], messages.default as EmojiMessages))
  loading.set(language, groups)
  groups.catch(() => loading.delete(language))
  return groups
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

/** Emoji by a few letters: every word is in the name or a tag; the very name comes first, then names that begin with them. */
export function findEmoji(groups: readonly EmojiGroup[], query: string): Emoji[] {
  const words = query.toLowerCase().split(/\s+/).filter(word => word !== '')
  const [first] = words
  if (first === undefined) return []
  const found = groups.flatMap(({ emoji }) => emoji).filter(({ label, tags = [] }) => {
    const text = [label, ...tags].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  })
  const rank = ({ label }: Emoji) => {
    const name = label.toLowerCase()
    return name === words.join(' ') ? 0 : name.startsWith(first) ? 1 : 2
  }
  return found.sort((one, other) => rank(one) - rank(other)).slice(0, FOUND_MAX)
}
