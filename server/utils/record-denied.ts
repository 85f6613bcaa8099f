import type { H3Event } from 'h3'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { inBackground } from '#server/infra/background.ts'

/** Notes in the audit log that a signed-in person tried what they may not do (ASVS 16.3.2). */
export function recordDenied(event: H3Event, operation: string): void {
  const { actorId, address } = event.context
  if (actorId) inBackground('audit of a denied access', () => recordAudit({ actorId, action: 'access.denied', subject: operation, address }))
}
