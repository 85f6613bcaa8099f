import { createHmac, timingSafeEqual } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { config } from '#server/infra/config.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceRemovedDemo, REMOVAL_TIMEOUT_MS, removeDemoRows } from './remove-demo.ts'

/** Key of the advisory lock that serialises parallel calls. Any constant will do. */
const SET_UP_LOCK = 7_263_500_115

/**
 * The code that the setup page requires. It is printed in the terminal while no administrator exists,
 * is the same on every node, and has no effect afterwards.
 */
export function setUpCode(): string {
  return createHmac('sha256', config().JWT_SECRET ?? '').update('first administrator').digest('base64url')
}

/** Whether the first administrator is still missing. A demo account does not count. */
export async function needsSetUp(): Promise<boolean> {
  return await database().user.count({ where: administrator }) === 0
}

const administrator = { platformRole: 'admin', isDemo: false, deletedAt: null } as const

/**
 * Creates the first administrator. Works exactly once: of parallel calls one succeeds. With
 * `removeDemo` it removes the demo in the same transaction.
 * @throws AppError `token_invalid` for a wrong code, `conflict` when an administrator exists, or when
 * a demo exists and should stay, `email_taken`, `invalid` for a common password
 */
export async function setUpInstallation({ code, email, password, name, removeDemo, address }: {
  code: string
  email: string
  password: string
  name: string
  removeDemo: boolean
  address: string
}): Promise<void> {
  if (!isRightCode(code)) throw new AppError('token_invalid')
  const passwordHash = await hashNewPassword(password, 'password')
  const id = uuidv7()
  const removed = await database().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK}::bigint)`
    if (await transaction.user.count({ where: administrator }) > 0) throw new AppError('conflict')
    const removal = removeDemo ? await removeDemoRows(transaction) : undefined
    if (await transaction.user.count({ where: { isDemo: true } }) > 0) throw new AppError('conflict')
    if (await transaction.user.count({ where: { email } }) > 0) throw new AppError('email_taken')
    await transaction.user.create({ data: { id, email, name, passwordHash, platformRole: 'admin', emailVerifiedAt: new Date() } })
    return removal
  }, { timeout: REMOVAL_TIMEOUT_MS })
  if (removed) announceRemovedDemo(removed)
  await recordAudit({ actorId: id, action: 'installation.set_up', subject: id, address, details: { demoRemoved: removeDemo } })
}

function isRightCode(code: string): boolean {
  const [given, expected] = [Buffer.from(code), Buffer.from(setUpCode())]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
