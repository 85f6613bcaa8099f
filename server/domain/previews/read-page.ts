import { cutText } from '#shared/cut-text.ts'
import { readHead } from './read-head.ts'

/** The description of a page: Open Graph, or else the plain elements of HTML. */
export interface PageFacts {
  title: string
  description: string
  siteName: string
}

const TITLE_MAX = 200
const DESCRIPTION_MAX = 300

/** Reads the facts from a page's source. Text only: no markup, no image, nothing to run. Pure. */
export function readPage(html: string): PageFacts {
  const { title, meta } = readHead(html)
  return {
    title: clip(meta.get('og:title') ?? title, TITLE_MAX),
    description: clip(meta.get('og:description') ?? meta.get('description') ?? '', DESCRIPTION_MAX),
    siteName: clip(meta.get('og:site_name') ?? '', TITLE_MAX),
  }
}

/** One line of bounded length, without control characters and broken surrogate pairs, which PostgreSQL refuses. */
function clip(text: string, length: number): string {
  const line = text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > length ? `${cutText(line, length - 1)}…` : line
}
