import { z } from 'zod'

/**
 * A mail to be sent, as the job queue keeps it: whom it is for and which text, but no link. The
 * job makes the link when it sends, so that no secret lies in the queue.
 */
export const accountMail = z.object({
  mail: z.enum(['verifyEmail', 'alreadyRegistered', 'resetPassword', 'passwordChanged', 'confirmNewEmail', 'emailChanged']),
  /** `null` sends nothing: for an unknown address the request does the same work as for a known one. */
  userId: z.uuid().nullable(),
  /** Where it goes when that is not the account's address: a new one, or one that was just given up. */
  to: z.string().optional(),
})

export type AccountMail = z.output<typeof accountMail>
