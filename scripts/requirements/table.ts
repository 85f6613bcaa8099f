import { existsSync, readFileSync } from 'node:fs'

/** One requirement of the product. */
export interface Requirement {
  id: string
  text: string
  /** Whether it is done. A test or a document must then prove it. */
  claimed: boolean
  /** Files of the project that prove it where no test can. */
  documents?: string[]
}

export interface Section {
  title: string
  requirements: Requirement[]
}

/** Reads the table of requirements. */
export function readTable(path: string): Section[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { sections: Section[] }).sections
}

/** Documents of claimed requirements that do not exist. */
export function missingDocuments(sections: readonly Section[]): string[] {
  return sections.flatMap(section => section.requirements)
    .filter(requirement => requirement.claimed)
    .flatMap(({ id, documents = [] }) => documents.filter(path => !existsSync(path)).map(path => `${id}: ${path} does not exist`))
}
