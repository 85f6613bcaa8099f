import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { shapes } from './shapes.ts'

export type JsonSchema = Record<string, unknown>

export interface SchemaPrinter {
  /** A schema as JSON Schema 2020-12; a named shape within it, or itself, becomes a reference. */
  print(schema: z.ZodType, io: 'input' | 'output'): JsonSchema
  /** The named shapes that were referred to so far, for `components.schemas`. */
  shapes(): Record<string, JsonSchema>
}

/** Prints the schemas of one document. */
export function createSchemaPrinter(): SchemaPrinter {
  const metadata = shapes()
  const printed: Record<string, JsonSchema> = {}
  return {
    print(schema, io) {
      // Inside of a list: a named shape on its own would be printed instead of referred to.
      const { items, $defs = {} } = z.toJSONSchema(z.array(schema), { io, unrepresentable: 'any', metadata }) as { items: JsonSchema, $defs?: Record<string, JsonSchema> }
      for (const [name, shape] of Object.entries($defs)) keep(printed, name, relocate(shape))
      return relocate(items)
    },
    shapes: () => Object.fromEntries(Object.entries(printed).toSorted(([one], [other]) => one < other ? -1 : 1)),
  }
}

/** @throws Error for a shape that is read differently from how it is answered: one name cannot mean both. */
function keep(printed: Record<string, JsonSchema>, name: string, shape: JsonSchema): void {
  const before = printed[name]
  if (before && !isDeepStrictEqual(before, shape)) throw new Error(`${name} means two shapes`)
  printed[name] = shape
}

/** From zod's place for named shapes to the document's. */
function relocate(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/')) as JsonSchema
}
