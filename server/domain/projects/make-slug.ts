import { cutText } from '#shared/cut-text.ts'

/** Characters of a slug's readable part. */
const SLUG_LENGTH = 48

/** A readable, unique name for addresses: letters and digits of the name, then the end of the id, which is random. */
export function makeSlug(name: string, id: string): string {
  const readable = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  const trimmed = cutText(readable, SLUG_LENGTH).replace(/^-+|-+$/g, '')
  return `${trimmed || 'project'}-${id.replaceAll('-', '').slice(-8)}`
}
