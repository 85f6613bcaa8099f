import { createHmac, timingSafeEqual } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import { config } from '#server/infra/config.ts'
import { database } from '#server/infra/database.ts'
import { hashNewPassword } from './password.ts'
import { recordAudit } from './record-audit.ts'

/** Any constant: whoever holds this lock looks whether somebody was first. */
const SET_UP_LOCK = 7_263_500_115

/**
 * The code that lets the operator set up: printed in the log of a server without accounts, the
 * same on every node, and worth nothing once there is an account.
 */
export function setUpCode(): string {
  return createHmac('sha256', config().JWT_SECRET ?? '').update('first administrator').digest('base64url')
}

/** Does nobody have an account here yet? */
export async function isUntouched(): Promise<boolean> {
  return await database().user.count() === 0
}

/**
 * Creates the first account, an administrator's. It works exactly once: of parallel calls one wins.
 * @throws AppError `token_invalid` for a wrong code, `conflict` when there is an account already,
 * `invalid` for a password that is among the most common ones
 */
export async function setUpInstallation({ code, email, password, name, address }: {
  code: string
  email: string
  password: string
  name: string
  address: string
}): Promise<void> {
  if (!isRightCode(code)) throw new AppError('token_invalid')
  const passwordHash = await hashNewPassword(password, 'password')
  const id = uuidv7()
  await database().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK}::bigint)`
    if (await transaction.user.count() > 0) throw new AppError('conflict')
    await transaction.user.create({ data: { id, email, name, passwordHash, platformRole: 'admin', emailVerifiedAt: new Date() } })
  })
  await recordAudit({ actorId: id, action: 'installation.set_up', subject: id, address })
}

function isRightCode(code: string): boolean {
  const [given, right] = [Buffer.from(code), Buffer.from(setUpCode())]
  return given.length === right.length && timingSafeEqual(given, right)
}
