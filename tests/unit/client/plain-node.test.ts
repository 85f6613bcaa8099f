import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

describe('the sync engine', () => {
  it('[R-166] loads in plain Node, without Vue, Nuxt or a bundler', () => {
    const files = globSync('client/**/*.ts')
    expect(files.length).toBeGreaterThan(20)
    const program = `
      import { registerHooks } from 'node:module'
      registerHooks({
        resolve(specifier, context, next) {
          if (/^(vue|pinia|nuxt|#app|#imports)($|\\/)/.test(specifier)) throw new Error(context.parentURL + ' imports ' + specifier)
          return next(specifier, context)
        },
      })
      for (const file of ${JSON.stringify(files.map(file => pathToFileURL(file).href))}) await import(file)
      console.log('loaded')`
    const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program], { encoding: 'utf8' })
    expect(printed.trim()).toBe('loaded')
  })
})
