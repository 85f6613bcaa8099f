import { AppError } from '#shared/errors.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'

/**
 * Counts the mails that invite one address: those of one project, from all its members, and
 * those of all together. One project alone cannot use up what another may send.
 * @throws AppError `too_many_mails` when the address got enough of them today
 */
export async function limitRecipientMail({ projectId, email }: { projectId: string, email: string }): Promise<void> {
  try {
    await takePoint('remind', `${projectId} ${email}`)
    await takePoint('inviteMail', email)
  }
  catch (error) {
    if (error instanceof AppError) throw new AppError('too_many_mails', error.details)
    throw error
  }
}
