import { Parser } from 'htmlparser2'

/** What a page says of itself (Open Graph, with the plain elements of HTML behind it). */
export interface PageFacts {
  title: string
  description: string
  siteName: string
}

const TITLE_MAX = 200
const DESCRIPTION_MAX = 300

/** Reads the facts from a page's source. Text only: no markup, no image, nothing to run. */
export function readPage(html: string): PageFacts {
  const meta = new Map<string, string>()
  let inTitle = false
  let title = ''
  const parser = new Parser({
    onopentag(name, attributes) {
      inTitle = name === 'title' && title === ''
      const key = (attributes.property ?? attributes.name ?? '').toLowerCase()
      if (name === 'meta' && attributes.content && !meta.has(key)) meta.set(key, attributes.content)
      if (name === 'body') parser.pause()
    },
    ontext(text) {
      if (inTitle) title += text
    },
    onclosetag() {
      inTitle = false
    },
  }, { decodeEntities: true })
  parser.write(html)
  return {
    title: clip(meta.get('og:title') ?? title, TITLE_MAX),
    description: clip(meta.get('og:description') ?? meta.get('description') ?? '', DESCRIPTION_MAX),
    siteName: clip(meta.get('og:site_name') ?? '', TITLE_MAX),
  }
}

/** One line of bounded length, without control characters. */
function clip(text: string, length: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
