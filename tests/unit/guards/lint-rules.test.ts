import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

/** The rules of the house; those of others' packages are trusted to work. */
const OURS = new Set([
  'no-restricted-syntax', '@typescript-eslint/no-restricted-imports', 'no-restricted-globals', 'parley/max-lines-per-function',
  'vue/no-bare-strings-in-template', 'vue/no-v-html', 'no-console', 'no-empty', 'max-lines',
])

const linter = new ESLint({
  ruleFilter: ({ ruleId }) => OURS.has(ruleId),
  // Rules that ask for types are not looked at here, so no types are needed.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
})

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath })
  return [...new Set(result?.messages.map(message => message.ruleId ?? message.message))]
}

const longBody = Array.from({ length: 60 }, (_, line) => `  use(${line})`).join('\n')
const template = (markup: string) => `<template>\n  ${markup}\n</template>\n`
const imports = '@typescript-eslint/no-restricted-imports'
const syntax = 'no-restricted-syntax'

/** What is written where, and the rule that refuses it. */
const refused: [where: string, file: string, code: string, rule: string][] = [
  ['a page that opens a socket', 'pages/a.vue', '<script setup lang="ts">\nimport { io } from \'socket.io-client\'\n\nio()\n</script>\n', imports],
  ['a store that fetches', 'stores/a.ts', 'export const load = () => $fetch(\'/\')\n', 'no-restricted-globals'],
  ['a store that knows a composable', 'stores/a.ts', 'import { useA } from \'~/composables/useA.ts\'\n\nuseA()\n', imports],
  ['a component that loads schemas', 'components/a.ts', 'import { id } from \'#shared/contracts/fields.ts\'\n\nid.parse(1)\n', imports],
  ['browser code that imports the server', 'composables/a.ts', 'import { pool } from \'#server/infra/postgres/database.ts\'\n\npool()\n', imports],
  ['the sync engine that knows Vue', 'client/a.ts', 'import { ref } from \'vue\'\n\nref()\n', imports],
  ['the sync engine that opens a store', 'client/a.ts', 'import { useA } from \'../stores/a.ts\'\n\nuseA()\n', imports],
  ['the sync engine that knows a composable', 'client/sync/a.ts', 'import { useA } from \'../../composables/frame/useA.ts\'\n\nuseA()\n', imports],
  ['the domain that knows HTTP', 'server/domain/a.ts', 'import { createError } from \'h3\'\n\ncreateError(\'\')\n', imports],
  ['the domain that imports an edge', 'server/domain/a.ts', 'import { publish } from \'#server/websocket/publish.ts\'\n\npublish()\n', imports],
  ['a socket outside its folder', 'server/jobs/a.ts', 'import { Server } from \'socket.io\'\n\nnew Server()\n', imports],
  ['a job that queries', 'server/jobs/a.ts', 'import { pool } from \'#server/infra/postgres/database.ts\'\n\npool()\n', imports],
  ['a job that knows another edge', 'server/jobs/a.ts', 'import { publish } from \'#server/websocket/publish.ts\'\n\npublish()\n', imports],
  ['the edge of sockets that knows another one', 'server/websocket/a.ts', 'import handlers from \'#server/jobs/handlers.ts\'\n\nhandlers()\n', imports],
  ['a route that queries', 'server/api/v1/a.get.ts', 'import { pool } from \'#server/infra/postgres/database.ts\'\n\npool()\n', imports],
  ['the root that imports a layer', 'server/domain/a.ts', 'import { a } from \'../../layers/admin/server/domain/a.ts\'\n\na()\n', imports],
  ['shared code that knows Vue', 'shared/a.ts', 'import { ref } from \'vue\'\n\nref()\n', imports],
  ['shared code of the browser that loads zod', 'shared/a.ts', 'import { z } from \'zod\'\n\nz.string()\n', imports],
  ['state of a module on the server', 'server/domain/a.ts', 'let count = 0\ncount++\n', syntax],
  ['a cache at module scope', 'server/domain/a.ts', 'export const cache = new Map<string, string>()\n', syntax],
  ['unsafe SQL', 'server/domain/a.ts', 'export const all = (db: { $queryRawUnsafe(sql: string): void }) => db.$queryRawUnsafe(\'\')\n', syntax],
  ['a swallowed rejection', 'server/domain/a.ts', 'export const quiet = (work: Promise<void>) => work.catch(() => {})\n', syntax],
  ['an empty catch', 'server/domain/a.ts', 'try {\n  JSON.parse(\'\')\n}\ncatch {}\n', 'no-empty'],
  ['a fixed sleep', 'tests/unit/a.ts', 'await new Promise(resolve => setTimeout(resolve, 100))\n', syntax],
  ['a browser test that waits for time', 'tests/e2e/a.ts', 'export const wait = (page: { waitForTimeout(ms: number): void }) => page.waitForTimeout(1)\n', syntax],
  ['printing in the app', 'server/domain/a.ts', 'console.log(1)\n', 'no-console'],
  ['a text that no translator sees', 'components/a.vue', template('<p>Hello</p>'), 'vue/no-bare-strings-in-template'],
  ['a label that no translator sees', 'components/a.vue', template('<input aria-label="Name">'), 'vue/no-bare-strings-in-template'],
  ['markup from a value', 'components/a.vue', template('<p v-html="text" />'), 'vue/no-v-html'],
  ['a long function', 'server/domain/a.ts', `export function work() {\n${longBody}\n}\n`, 'parley/max-lines-per-function'],
  ['a composable of 120 lines', 'composables/a.ts', `export function useA() {\n${longBody}\n${longBody}\n}\n`, 'parley/max-lines-per-function'],
  ['a long file', 'server/domain/a.ts', 'export {}\n'.repeat(251), 'max-lines'],
]

/** What the same rules let pass. */
const allowed: [where: string, file: string, code: string][] = [
  ['a composable that fetches', 'composables/a.ts', 'export const load = () => $fetch(\'/\')\n'],
  ['types of a contract in the browser', 'stores/a.ts', 'import type { Message } from \'#shared/contracts/messages.ts\'\n\nexport type A = Message\n'],
  ['types of a store in the sync engine', 'client/a.ts', 'import type { A } from \'../stores/a.ts\'\n\nexport type B = A\n'],
  ['the folder of sockets', 'server/websocket/a.ts', 'import { Server } from \'socket.io\'\n\nnew Server()\n'],
  ['a job that knows its queue by types', 'server/jobs/a.ts', 'import type { JobAttempt } from \'#server/infra/run-job.ts\'\n\nexport type A = JobAttempt\n'],
  ['a constant set', 'server/domain/a.ts', 'export const NAMES: ReadonlySet<string> = new Set([\'a\'])\n'],
  ['a long describe', 'tests/unit/a.ts', `describe('a', () => {\n${longBody}\n})\n`],
  ['a long describe that may be skipped', 'tests/unit/a.ts', `describe.skipIf(!redis)('a', () => {\n${longBody}\n})\n`],
  ['a composable of sixty lines', 'composables/a.ts', `export function useA() {\n${longBody}\n}\n`],
  ['a long setup store', 'stores/a.ts', `export const useA = defineStore('a', () => {\n${longBody}\n})\n`],
]

// The first look loads ESLint and its plugins.
describe('lint rules of the house', { timeout: 60_000 }, () => {
  it.each(refused)('[R-169] refuses %s', async (_where, file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule)
  })

  it.each(allowed)('[R-169] lets pass %s', async (_where, file, code) => {
    expect(await rulesBroken(file, code)).toEqual([])
  })
})
