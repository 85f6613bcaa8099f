import { splitCode } from './code-parts.ts'

/** The mentions of a message: users by id, all participants, the project's team. */
export interface Mentions {
  userIds: string[]
  all: boolean
  team: boolean
}

/** The text between `<@` and `>`: a user id, `all` or `team`. */
export type MentionTarget = string

/** A stored mention. The name is looked up for display, so it is always current. */
export const MENTION = /<@(all|team|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/

const MENTIONS = new RegExp(MENTION, 'g')

export function mentionToken(target: MentionTarget): string {
  return `<@${target}>`
}

/** Returns the distinct mentions of a message in order. Mentions in code are ignored. */
export function mentionsOf(body: string): Mentions {
  const targets = new Set(splitCode(body).filter(part => !part.code).flatMap(({ text }) =>
    [...text.matchAll(MENTIONS)].map(([, target = '']) => target)))
  return {
    userIds: [...targets].filter(target => target !== 'all' && target !== 'team'),
    all: targets.has('all'),
    team: targets.has('team'),
  }
}
