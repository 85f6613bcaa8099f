import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import { sync } from '#shared/contracts/sync.ts'

it.each([
  ['more conversations than are followed', { cursors: {}, followed: Array.from({ length: 6 }, () => uuidv7()) }],
  ['what is no id', { cursors: {}, followed: ['shop'] }],
  ['a cursor that no log reaches', { cursors: { [uuidv7()]: 2_147_483_648 } }],
  ['a cursor before the beginning', { cursors: { [uuidv7()]: -1 } }],
])('[D6.4] a sync refuses %s', (_, body) => {
  expect(sync.body?.safeParse(body).success).toBe(false)
  expect(sync.body?.safeParse({ cursors: { [uuidv7()]: 2_147_483_647 }, followed: [uuidv7()] }).success).toBe(true)
})
