import { expect, it } from 'vitest'
import { trackRequests } from '#client/api/track-requests.ts'
import type { RequestApi } from '#client/ports.ts'

it('[R-002] waits for running requests, successful and failed, and for none that has ended', async () => {
  const ends: { resolve: (value: never) => void, reject: (error: Error) => void }[] = []
  const { request, allEnded } = trackRequests((() => new Promise<never>((resolve, reject) => void ends.push({ resolve, reject }))) as RequestApi)
  await allEnded()
  const first = request('listThreads')
  const second = request('listDrafts')
  let hasEnded = false
  const waiting = allEnded().then(() => hasEnded = true)
  ends[0]?.resolve([] as never)
  await first
  expect(hasEnded).toBe(false)
  ends[1]?.reject(new Error('lost'))
  await expect(second).rejects.toThrow('lost')
  await waiting
  await allEnded()
})
