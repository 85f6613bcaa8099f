import type { Random } from './random.ts'

/** One message of a story. */
export interface Line {
  author: string
  body: string
  at: Date
  /** The place of the line whose thread it stands in. */
  root?: number
  /** Who reacted with what. */
  reactions: { emoji: string, names: string[] }[]
  pinnedBy?: string
  /** What the message asks, and who chose what. */
  options?: { text: string, names: string[] }[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Reads a conversation as it is written down. `@ -3d 09:15` begins a stretch three days ago at
 * 09:15 UTC, `@ -40m` one forty minutes ago; `name: text` is a message, and a line that begins
 * with `|` goes on with the message before it. Messages of a stretch are some minutes apart.
 * `> name: text` answers in the thread of the last message that is no answer itself. Of the message
 * before it `+ 👍 name name` says who reacted, `! name` who pinned it, and `? Tuesday: name | Friday:`
 * what it asks and who voted for what.
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

/** What happened to a message after it was sent. */
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
