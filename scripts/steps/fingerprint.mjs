import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inProject } from './project.mjs'

const IGNORED = new Set(['node_modules', '.nuxt', '.output', '.data', '.git', 'generated', 'coverage', 'test-results', 'playwright-report'])

/** A hash over the contents of files and folders of the project: equal means nothing changed. */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) add(hash, path)
  return hash.digest('hex')
}

function add(hash, path) {
  const full = inProject(path)
  if (!existsSync(full)) return
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
    return
  }
  for (const entry of readdirSync(full).sort()) {
    if (!IGNORED.has(entry)) add(hash, join(path, entry))
  }
}

/** A hash over the names alone of all files below folders of the project. */
export function fingerprintNames(paths) {
  const hash = createHash('sha256')
  for (const path of paths.filter(path => existsSync(inProject(path)))) {
    const names = readdirSync(inProject(path), { recursive: true }).sort()
    hash.update(`${path}\0${names.join('\0')}\0`)
  }
  return hash.digest('hex')
}

/** Does the stamp say that its step was done for exactly these contents? */
export function isStamped(stamp, value) {
  return existsSync(inProject(stamp)) && readFileSync(inProject(stamp), 'utf8') === value
}

/** Remembers what a step was done for. */
export function writeStamp(stamp, value) {
  mkdirSync(dirname(inProject(stamp)), { recursive: true })
  writeFileSync(inProject(stamp), value)
}
