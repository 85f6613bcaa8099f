import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFiles } from './source-files.ts'

/** `docs/requirements.md` has its own check: `node scripts/requirements.ts --check`. */
const pages = readFiles(/\.md$/).filter(({ path }) => path !== 'docs/requirements.md')
const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts)

/** Top-level folders whose files the pages name in code marks. */
const FILE = /`((?:client|components|composables|config|deploy|docs|layers|pages|plugins|prisma|scripts|server|shared|stores|tests)\/[\w./[\]-]+)`/g

describe('the pages in Markdown', () => {
  it('lead only to files and headings that exist', () => {
    expect(pages.flatMap(({ path, text }) => brokenLinks(path, text))).toEqual([])
  })

  it('name only files and folders that exist', () => {
    const named = pages.flatMap(({ path, text }) =>
      [...text.matchAll(FILE)].map(([, file = '']) => ({ path, file })))
    // A page of a layer names files below the layer.
    const missing = named.filter(({ path, file }) => !existsSync(file) && !existsSync(join(dirname(path), file)))
    expect(missing.map(({ path, file }) => `${path}: ${file}`), 'correct the path in the page').toEqual([])
    expect(named.length).toBeGreaterThan(20)
  })

  it('name only npm scripts that exist', () => {
    const named = pages.flatMap(({ path, text }) => [...text.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)].map(([, script = '']) => ({ path, script })))
    expect(named.filter(({ script }) => !scripts.includes(script))).toEqual([])
    expect(named.length).toBeGreaterThan(5)
  })
})

describe('the check of links', () => {
  it('finds a missing file, a missing heading, and nothing in a good link', () => {
    const text = '## One way\n[a](missing.md) [b](#other-way) [c](#one-way) [d](README.md) [e](https://parley.example)'
    expect(brokenLinks('page.md', text)).toEqual(['page.md: missing.md', 'page.md: #other-way'])
  })
})

/** Relative links of a page whose file or heading does not exist. */
function brokenLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    .filter(link => !/^[a-z]+:/.test(link) && !leadsSomewhere(path, text, link))
    .map(link => `${path}: ${link}`)
}

function leadsSomewhere(path: string, text: string, link: string): boolean {
  const [file = '', heading] = link.split('#')
  const target = file === '' ? path : join(dirname(path), decodeURIComponent(file))
  if (file !== '' && !existsSync(target)) return false
  return heading === undefined || headingsOf(file === '' ? text : readFileSync(target, 'utf8')).includes(heading)
}

/** Anchors as GitHub makes them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(/[^\p{L}\p{N}\s-]/gu, '').trim().replaceAll(' ', '-'))
}
