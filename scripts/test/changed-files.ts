import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Files that ESLint checks and that differ from the upstream branch, or from the last commit where there is none. New files count. */
export function changedFiles(): string[] {
  const upstream = git('merge-base', 'HEAD', '@{upstream}')[0] ?? 'HEAD'
  const files = new Set([...git('diff', '--name-only', upstream), ...git('ls-files', '--others', '--exclude-standard')])
  return [...files].filter(path => /\.(ts|mjs|vue)$/.test(path) && existsSync(path))
}

function git(...args: string[]): string[] {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.split('\n').filter(line => line !== '') : []
}
