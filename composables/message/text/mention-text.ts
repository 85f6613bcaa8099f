import { splitCode } from '#shared/code-parts.ts'
import { MENTION, mentionToken, type MentionTarget } from '#shared/mentions.ts'

/** Someone, or a group, that can be mentioned here, as the writer's language calls them. */
export interface MentionChoice {
  target: MentionTarget
  name: string
}

/**
 * The stored form of what was written: `@Maya Okafor` becomes her token, also when it was typed and
 * not chosen. `picked` decides among people of the same name; without it such a name stays text.
 */
export function toTokens(text: string, choices: readonly MentionChoice[], picked: ReadonlyMap<string, MentionTarget>): string {
  if (!text.includes('@') || choices.length === 0) return text
  const targets = targetsByName(choices)
  // The longest first: "Maya" must not take the beginning of "Maya Okafor".
  const names = [...targets.keys()].sort((one, other) => other.length - one.length).map(escape)
  const written = new RegExp(`(?<![\\p{L}\\p{N}_/])@(${names.join('|')})(?![\\p{L}\\p{N}_/])`, 'giu')
  const tokenOf = (whole: string, name: string) => {
    const named = targets.get(name.toLowerCase()) ?? []
    const chosen = named.length === 1 ? named[0] : named.find(target => target === picked.get(name.toLowerCase()))
    return chosen === undefined ? whole : mentionToken(chosen)
  }
  return splitCode(text).map(part => part.code ? part.text : part.text.replace(written, tokenOf)).join('')
}

/** The written form of a stored text, to be edited: each token becomes `@` and its current name. */
export function toNames(body: string, nameOf: (target: MentionTarget) => string): string {
  return body.replace(new RegExp(MENTION, 'g'), (_token, target: MentionTarget) => `@${nameOf(target)}`)
}

/** Who a stored text named under which name, so that the edited text names the same people again. */
export function pickedIn(body: string, nameOf: (target: MentionTarget) => string): Map<string, MentionTarget> {
  return new Map([...body.matchAll(new RegExp(MENTION, 'g'))].map(([, target = '']) => [nameOf(target).toLowerCase(), target]))
}

function targetsByName(choices: readonly MentionChoice[]): Map<string, MentionTarget[]> {
  const targets = new Map<string, MentionTarget[]>()
  for (const { name, target } of choices) {
    const key = name.toLowerCase()
    targets.set(key, [...targets.get(key) ?? [], target])
  }
  return targets
}

function escape(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
