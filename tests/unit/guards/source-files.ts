import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** One file of the project, with its path below the root. */
export interface SourceFile {
  path: string
  text: string
}

/** Folders of code that runs in the browser, in the root and in the layers. */
export const BROWSER_CODE = /^(layers\/[^/]+\/)?(pages|layouts|middleware|components|composables|client|stores|plugins|app\.vue|error\.vue)/

/** Paths of all files that belong to the project: tracked, or new and not ignored. */
export function listFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  return [...new Set(listed.split('\n'))].filter(path => pattern.test(path) && existsSync(path))
}

/** The same with their text. */
export function readFiles(pattern: RegExp): SourceFile[] {
  return listFiles(pattern).map(path => ({ path, text: readFileSync(path, 'utf8') }))
}

/** Every match of a pattern, as `path:line: text`, for a failure that says where to look. */
export function findLines(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []))
}
