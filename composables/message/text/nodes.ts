/** What a message consists of once its marks are understood. There is no node for markup of other kinds. */
export type MessageNode
  = | { kind: 'text', text: string }
    | { kind: 'mention', target: string }
    | { kind: 'code', text: string }
    | { kind: 'codeBlock', text: string, language: string }
    | { kind: 'link', href: string, children: MessageNode[] }
    | { kind: 'list', start: number | undefined, children: MessageNode[] }
    | { kind: ContainerKind, children: MessageNode[] }

export type ContainerKind = 'paragraph' | 'heading' | 'quote' | 'item' | 'strong' | 'emphasis' | 'strike'
