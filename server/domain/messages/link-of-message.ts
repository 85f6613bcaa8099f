import { z } from 'zod'

/** What a job to preview the link of a message holds. */
export const linkOfMessage = z.object({ messageId: z.uuid() })
