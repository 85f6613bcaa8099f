import { splitCode } from './code-parts.ts'

/** Whom a message names: people by id, everybody in the conversation, the project's team. */
export interface Mentions {
  userIds: string[]
  all: boolean
  team: boolean
}

/** What stands between `<@` and `>`: the id of a person, or one of the two groups. */
export type MentionTarget = string

/** A mention as it is stored. The name is looked up when it is shown, so it is always the current one. */
export const MENTION = /<@(all|team|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/

const MENTIONS = new RegExp(MENTION, 'g')

export function mentionToken(target: MentionTarget): string {
  return `<@${target}>`
}

/** Whom a message names, each once, in the order of naming. What stands in code is an example, no call. */
export function mentionsOf(body: string): Mentions {
  const targets = new Set(splitCode(body).filter(part => !part.code).flatMap(({ text }) =>
    [...text.matchAll(MENTIONS)].map(([, target = '']) => target)))
  return {
    userIds: [...targets].filter(target => target !== 'all' && target !== 'team'),
    all: targets.has('all'),
    team: targets.has('team'),
  }
}
