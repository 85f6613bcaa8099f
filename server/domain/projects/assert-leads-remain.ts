import { AppError } from '#shared/errors.ts'
import type { Prisma } from '#generated/client.ts'

/**
 * Refuses to remove a user from all projects if one with other members would have no lead.
 * @throws AppError `last_lead` with the names of the projects
 */
export async function assertLeadsRemain(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  // Locked in id order, which prevents deadlocks, and before the read, so that the result is current.
  await transaction.$queryRaw`
    SELECT 1 FROM projects WHERE id IN (SELECT project_id FROM project_members WHERE user_id = ${userId}::uuid)
    ORDER BY id FOR UPDATE`
  const orphaned = await transaction.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM projects p JOIN project_members mine ON mine.project_id = p.id
    WHERE mine.user_id = ${userId}::uuid AND mine.role = 'lead' AND (
      SELECT COUNT(*) > 0 AND COUNT(*) FILTER (WHERE other.role = 'lead') = 0
      FROM project_members other JOIN users u ON u.id = other.user_id
      WHERE other.project_id = p.id AND other.user_id <> mine.user_id AND u.deactivated_at IS NULL)
    ORDER BY p.name`
  if (orphaned.length > 0) throw new AppError('last_lead', { projects: orphaned.map(({ name }) => name) })
}
