import { AppError } from '#shared/errors.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'

/**
 * Counts an invitation mail to an address, per project and over all projects. The limit per project is
 * lower, so that one project cannot use up the mails of the others.
 * @throws AppError `too_many_mails` when the address has reached a daily limit
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
