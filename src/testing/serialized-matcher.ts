import { readDocuments, YamlReadError } from '../manifest/yaml-reader';
import type { Matcher, Mismatch } from './matcher';

/** How a text in a manifest is read; what cannot be read is an error with a message. */
export interface TextFormat {
  readonly name: string;
  read(text: string): unknown;
}

/** JSON, such as a dashboard in a ConfigMap. */
export const JSON_TEXT: TextFormat = { name: 'JSON', read: (text) => JSON.parse(text) as unknown };

/** One document of YAML, such as the configuration of a program in a ConfigMap. */
export const YAML_TEXT: TextFormat = { name: 'YAML', read: readOneDocument };

/** Reads a string as JSON or YAML and compares what is in it. */
export class SerializedMatcher implements Matcher {
  constructor(
    private readonly format: TextFormat,
    private readonly inner: Matcher,
  ) {}

  get wanted(): string {
    return `${this.format.name} of ${this.inner.wanted}`;
  }

  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[] {
    if (typeof value !== 'string') return [{ pointer: '', wanted: this.wanted, got: value }];
    let data: unknown;
    try {
      data = this.format.read(value);
    } catch (error) {
      const fault = error instanceof YamlReadError ? ` (at fault: line ${error.line})` : '';
      return [{ pointer: '', wanted: `valid ${this.format.name}${fault}`, got: value }];
    }
    // A pointer into the text goes on behind a hash, as one into a document does in an address.
    return this.inner
      .mismatches(data, whenMatched)
      .map((mismatch) => ({ ...mismatch, pointer: `#${mismatch.pointer}` }));
  }
}

function readOneDocument(text: string): unknown {
  const documents = readDocuments(text);
  if (documents.length !== 1) throw new Error(`text must hold one document, got ${documents.length}`);
  return documents[0]?.value;
}
