import { isIP } from 'node:net'
import { demoIsPresent, findDemo } from '#server/domain/setup/demo.ts'
import { needsSetUp, setUpCode } from '#server/domain/setup/set-up-installation.ts'
import type { Config } from '#server/infra/config.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { demoAccounts, demoPassword } from '~~/prisma/demo-accounts.ts'

/**
 * Prints the demo accounts and, without an administrator, the address of the setup page with its code.
 * It writes to the terminal, not to the log: logs are stored and shared, and the code is secret until
 * it is used.
 */
export default defineNitroPlugin(() => {
  lifecycle().add('first run', async () => {
    demoIsPresent.set(await findDemo())
    const lines = [...demoIsPresent() ? demoLines(config()) : [], ...await needsSetUp() ? [setUpLine(config())] : []]
    if (lines.length > 0) process.stdout.write(`\n${lines.map(line => `  ${line}\n`).join('')}`)
    return undefined
  })
})

function demoLines({ HOST }: Config): string[] {
  return [
    `Demo accounts (password for all: ${demoPassword})`,
    ...demoAccounts.map(({ email, role }) => `  ${email.padEnd(28)} ${role}`),
    ...isLoopback(HOST) ? [] : [`WARNING: HOST=${HOST} lets other machines in, and this password is public.`],
  ]
}

function setUpLine({ PUBLIC_URL, PORT }: Config): string {
  const page = `${PUBLIC_URL ?? `http://localhost:${PORT}`}/setup#code=${setUpCode()}`
  return demoIsPresent() ? `Set up Parley, without the demo: ${page}` : `There is no administrator yet. Create the first one: ${page}`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
