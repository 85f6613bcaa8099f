import { cutText } from '#shared/cut-text.ts'

/** Maximum characters of a slug's readable part. */
const SLUG_LENGTH = 48

/** Makes a readable, unique name for URLs: letters and digits of the name, then the random end of the id. */
export function makeSlug(name: string, id: string): string {
  const readable = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  const trimmed = cutText(readable, SLUG_LENGTH).replace(/^-+|-+$/g, '')
  return `${trimmed || 'project'}-${id.replaceAll('-', '').slice(-8)}`
}
