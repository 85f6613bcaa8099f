import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { PAGE_MAX_BYTES } from '#server/infra/outgoing/fetch-public.ts'

/** The `<title>` and the `<meta>` elements at the beginning of a page. */
export interface PageHead {
  title: string
  /** The values that a preview uses, by `property` or `name`. The first of each counts. */
  meta: ReadonlyMap<string, string>
}

const USED_META: ReadonlySet<string> = new Set(['og:title', 'og:description', 'og:site_name', 'description'])
const USED_ATTRIBUTES: ReadonlySet<string> = new Set(['property', 'name', 'content'])

/** Characters kept of a value: several times the shown length, because whitespace is collapsed later. */
const VALUE_MAX = 2_000

/**
 * Reads the head of a page up to `</head>`, `<body>` or PAGE_MAX_BYTES, whichever comes first. It
 * looks at one tag after the other and builds no tree, so nesting costs nothing and the time is
 * linear. Pure.
 */
export function readHead(html: string): PageHead {
  const source = html.slice(0, PAGE_MAX_BYTES)
  const reader = new HeadReader(source, () => tokenizer.pause())
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader)
  tokenizer.write(source)
  tokenizer.end()
  return reader
}

/** Receives tags, attributes and text by their positions in the source. */
class HeadReader implements PageHead, TokenizerCallbacks {
  title = ''
  readonly meta = new Map<string, string>()
  #tag = ''
  /** The attribute that is being read; empty if a preview does not use it. */
  #attribute = ''
  #attributes = new Map<string, string>()
  #inTitle = false
  readonly #source: string
  readonly #stop: () => void

  constructor(source: string, stop: () => void) {
    this.#source = source
    this.#stop = stop
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#nameAt(start, end)
    this.#attributes = new Map()
    this.#inTitle = this.#tag === 'title' && this.title === ''
    if (this.#tag === 'body') this.#stop()
  }

  onattribname(start: number, end: number): void {
    const name = this.#nameAt(start, end)
    const isUsed = this.#tag === 'meta' && USED_ATTRIBUTES.has(name) && !this.#attributes.has(name)
    this.#attribute = isUsed ? name : ''
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute !== '') this.#addValue(this.#source.slice(start, end))
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== '') this.#addValue(String.fromCodePoint(codePoint))
  }

  onopentagend(): void {
    const key = (this.#attributes.get('property') ?? this.#attributes.get('name') ?? '').toLowerCase()
    const content = this.#attributes.get('content')
    if (content && USED_META.has(key) && !this.meta.has(key)) this.meta.set(key, content)
  }

  onselfclosingtag(): void {
    this.onopentagend()
  }

  onclosetag(start: number, end: number): void {
    this.#inTitle = false
    if (this.#nameAt(start, end) === 'head') this.#stop()
  }

  ontext(start: number, end: number): void {
    if (this.#inTitle) this.title = lengthened(this.title, this.#source.slice(start, end))
  }

  ontextentity(codePoint: number): void {
    if (this.#inTitle) this.title = lengthened(this.title, String.fromCodePoint(codePoint))
  }

  onattribend(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}

  #addValue(text: string): void {
    this.#attributes.set(this.#attribute, lengthened(this.#attributes.get(this.#attribute) ?? '', text))
  }

  #nameAt(start: number, end: number): string {
    return this.#source.slice(start, end).toLowerCase()
  }
}

function lengthened(value: string, text: string): string {
  return value.length < VALUE_MAX ? value + text.slice(0, VALUE_MAX) : value
}
