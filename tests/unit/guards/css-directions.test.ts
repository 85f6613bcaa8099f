import { describe, expect, it } from 'vitest'
import { BROWSER_CODE, findLines, readFiles } from './source-files.ts'

const markup = readFiles(/\.(vue|ts)$/).filter(({ path }) => BROWSER_CODE.test(path))
const styles = readFiles(/\.(vue|css)$/).filter(({ path }) => BROWSER_CODE.test(path) || path.startsWith('assets/'))

/** Utility classes that name a physical side; `ms-`, `pe-`, `start-`, `text-start` … name a logical one. */
const PHYSICAL_CLASS = /(?<=["'`\s:!])-?(m[lr]|p[lr]|left|right|rounded-[lr]|rounded-[tb][lr]|border-[lr]|scroll-[mp][lr]|inset-[lr])-[\w[]|(?<=["'`\s:!])(text|float|clear)-(left|right)(?=["'`\s])/

/** Properties that name a physical side, and `left: 0` itself. */
const PHYSICAL_PROPERTY = /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)|left|right)(-\w+)?\s*:\s*[^;]|text-align\s*:\s*(left|right)|float\s*:\s*(left|right)/

describe('CSS directions', () => {
  it('[E-14] no class names a physical side: right-to-left mirrors the screen', () => {
    expect(findLines(markup, PHYSICAL_CLASS)).toEqual([])
  })

  it('[E-14] no style names a physical side', () => {
    const css = styles.map(({ path, text }) => ({ path, text: path.endsWith('.css') ? text : styleBlocks(text) }))
    expect(findLines(css, PHYSICAL_PROPERTY)).toEqual([])
  })
})

/** The text of a component with everything but its `<style>` blanked, so that line numbers stay. */
function styleBlocks(text: string): string {
  const blank = (part: string) => part.replace(/[^\n]/g, '')
  return text.split(/(<style[\s\S]*?<\/style>)/).map(part => part.startsWith('<style') ? part : blank(part)).join('')
}
