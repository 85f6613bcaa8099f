import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JobKind } from '#server/domain/jobs/job-kind.ts'
import { jobKinds } from '#server/jobs/handlers.ts'

describe('job handlers', () => {
  it('[R-114] every kind of job that a domain noun declares has exactly one handler', async () => {
    const declared: string[] = []
    for (const path of globSync('server/domain/*/jobs.ts')) {
      const kinds = await import(resolve(path)) as Record<string, JobKind<object>>
      declared.push(...Object.values(kinds).map(({ name }) => name))
    }
    expect(declared.length).toBeGreaterThan(0)
    expect(jobKinds.map(({ name }) => name).sort()).toEqual(declared.sort())
  })
})
