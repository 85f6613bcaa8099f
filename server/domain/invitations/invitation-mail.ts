import { z } from 'zod'

/** The mail of an invitation, as the job queue keeps it: neither address nor link lie there. */
export const invitationMail = z.object({ invitationId: z.uuid() })

export type InvitationMail = z.output<typeof invitationMail>
