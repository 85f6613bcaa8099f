import { AppError } from '#shared/errors.ts'
import type { Prisma } from '#generated/client.ts'

/**
 * Refuses to take a person out of all their projects while others there would be left without a
 * lead. Projects that nobody else is in any more do not keep them.
 * @throws AppError `last_lead` with the names of the projects
 */
export async function keepLeads(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  // In the order of their ids, as everyone locks several; and first, so that the names are those of now.
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
