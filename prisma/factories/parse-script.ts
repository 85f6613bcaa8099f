import type { Random } from './random.ts'

/** One message of a story. */
export interface Line {
  author: string
  body: string
  at: Date
  /** Index of the root of its thread. */
  root?: number
  /** Emoji, each with the names of the users who reacted with it. */
  reactions: { emoji: string, names: string[] }[]
  pinnedBy?: string
  /** The options of its poll, each with the names of its voters. */
  options?: { text: string, names: string[] }[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Parses the script of a conversation, one line at a time:
 *
 * - `@ -3d 09:15`: the next messages start three days ago at 09:15 UTC, a few minutes apart.
 *   `@ -40m` means forty minutes ago.
 * - `name: text`: a message.
 * - `| text`: another line of the message before it.
 * - `> name: text`: a reply in the thread of the last message that is not a reply.
 * - `+ 👍 name name`, `! name`, `? Tuesday: name | Friday:`: reactions, pin, and poll with votes of the
 *   message before it.
 */
export function parseScript(script: string, { now, random }: { now: Date, random: Random }): Line[] {
  const lines: Line[] = []
  const clock = { at: now.getTime() }
  for (const row of script.trim().split('\n')) {
    const last = lines.at(-1)
    if (row.startsWith('@')) clock.at = parseMoment(row, now)
    else if (row.startsWith('|') && last) last.body += `\n${row.slice(1).replace(/^ /, '')}`
    else if (row.startsWith('>')) lines.push({ ...parseLine(row.slice(2), clock, random), root: lines.findLastIndex(line => line.root === undefined) })
    else if (last && /^[+!?] /.test(row)) happen(last, row)
    else if (row.trim() !== '') lines.push(parseLine(row, clock, random))
  }
  return lines
}

/** Adds a reaction, pin or poll to a message. */
function happen(line: Line, row: string): void {
  const words = row.slice(2).split(' ')
  if (row.startsWith('+')) line.reactions.push({ emoji: words[0] ?? '', names: words.slice(1) })
  else if (row.startsWith('!')) line.pinnedBy = row.slice(2)
  else line.options = row.slice(2).split(' | ').map(parseOption)
}

function parseOption(option: string) {
  const [text = '', names = ''] = option.split(':')
  return { text, names: names.split(' ').filter(name => name !== '') }
}

function parseMoment(row: string, now: Date): number {
  const [, amount = '', unit, hours = '0', minutes = '0'] = /^@ -(\d+)([dm])(?: (\d\d):(\d\d))?$/.exec(row) ?? []
  if (unit === 'm') return now.getTime() - Number(amount) * MINUTE
  if (unit !== 'd') throw new Error(`No moment: ${row}`)
  const midnight = Math.floor(now.getTime() / DAY) * DAY
  return midnight - Number(amount) * DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE
}

function parseLine(row: string, clock: { at: number }, random: Random): Line {
  const [, author = '', body = ''] = /^(\w+): (.+)$/.exec(row) ?? []
  if (!author) throw new Error(`No message: ${row}`)
  const at = new Date(clock.at)
  clock.at += random.between(40, 280) * 1_000
  return { author, body, at, reactions: [] }
}
