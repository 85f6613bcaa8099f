import type { z } from 'zod'
import type { FieldError } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'

type Part = 'params' | 'query' | 'body'

/**
 * Parses one part of a request by its schema.
 * @throws AppError `not_found` for an invalid id in the path, `malformed` for a shape that our clients
 * never send, `invalid` with the fields for a value that breaks a rule
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, part: Part): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  if (part === 'params') throw new AppError('not_found')
  const fields = result.error.issues.map(toFieldError)
  const isShape = result.error.issues.some(issue => SHAPE_CODES.has(issue.code) || issue.path.length === 0)
  throw new AppError(isShape ? 'malformed' : 'invalid', { fields })
}

/** Wrong types and unknown keys: errors of a program, not of a user. */
const SHAPE_CODES: ReadonlySet<string> = new Set(['invalid_type', 'unrecognized_keys', 'invalid_union', 'invalid_key'])

function toFieldError(issue: z.core.$ZodIssue): FieldError {
  const rule = issue.code === 'custom' ? issue.message : issue.code
  return { field: issue.path.join('.'), rule: issue.code === 'invalid_format' ? `invalid_${issue.format}` : rule }
}
