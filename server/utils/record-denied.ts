import type { H3Event } from 'h3'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { inBackground } from '#server/infra/background.ts'

/** Records a denied access of a signed-in user in the audit log (ASVS 16.3.2). */
export function recordDenied(event: H3Event, operation: string): void {
  const { actorId, address } = event.context
  if (actorId) inBackground('audit of a denied access', () => recordAudit({ actorId, action: 'access.denied', subject: operation, address }))
}
