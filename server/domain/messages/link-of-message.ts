import { z } from 'zod'

/** The payload of a `preview-link` job. */
export const linkOfMessage = z.object({ messageId: z.uuid() })
