import { v7 as uuidv7 } from 'uuid'
import { inBackground } from '#server/infra/background.ts'
import { database } from '#server/infra/database.ts'
import { createEmailLink } from './email-token.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'
import { hashNewPassword } from './password.ts'
import { recordAudit } from './record-audit.ts'

interface Registration {
  email: string
  password: string
  name: string
  /** The browser's language, for mails until one is chosen. */
  locale: string | undefined
  address: string
}

/**
 * Creates an account and sends a link that confirms its address. A known address gets a mail that
 * says so instead: neither answer nor time tell a stranger which of the two happened.
 * @throws AppError `invalid` for a password that is among the most common ones
 */
export async function register({ email, password, name, locale, address }: Registration): Promise<void> {
  const id = uuidv7()
  const passwordHash = await hashNewPassword(password, 'password')
  const { count } = await database().user.createMany({
    data: [{ id, email, name, passwordHash, locale: locale ?? null }],
    skipDuplicates: true,
  })
  inBackground('registration mail', () => count === 1 ? welcome(id, address) : remind(email))
}

async function welcome(userId: string, address: string): Promise<void> {
  const user = await database().user.findUniqueOrThrow({ where: { id: userId } })
  await recordAudit({ actorId: userId, action: 'account.registered', subject: userId, address })
  const path = await createEmailLink({ userId, email: user.email, purpose: 'verify_email' })
  await sendAccountMail({ name: 'verifyEmail', to: user.email, recipient: user, path })
}

async function remind(email: string): Promise<void> {
  const user = await database().user.findUniqueOrThrow({ where: { email } })
  await sendAccountMail({ name: 'alreadyRegistered', to: email, recipient: user, path: '/login' })
}
