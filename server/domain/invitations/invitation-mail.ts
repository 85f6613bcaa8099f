import { z } from 'zod'

/** The job payload of an invitation mail. The queue stores neither the address nor the link. */
export const invitationMail = z.object({ invitationId: z.uuid() })

export type InvitationMail = z.output<typeof invitationMail>
