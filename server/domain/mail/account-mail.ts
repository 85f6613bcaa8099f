import { z } from 'zod'

/**
 * The job payload of an account mail: recipient and kind, but no link. The job creates the link when
 * it sends the mail, so that the queue stores no secret.
 */
export const accountMail = z.object({
  mail: z.enum(['verifyEmail', 'alreadyRegistered', 'resetPassword', 'passwordChanged', 'confirmNewEmail', 'emailChanged']),
  /** `null` sends nothing: for an unknown address the request does the same work as for a known one. */
  userId: z.uuid().nullable(),
  /** The recipient if it is not the account's address: a new address, or the previous one. */
  to: z.string().optional(),
})

export type AccountMail = z.output<typeof accountMail>
