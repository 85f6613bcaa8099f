import { logger } from './logger.ts'

/**
 * Lets work go on behind an answer that does not wait for it, so that the answer's time tells
 * nothing about the work. A failure is logged; the person can ask again.
 */
export function inBackground(name: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => logger().error({ err: error, work: name }, 'background work failed'))
}
