import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { ApiObject, GroupVersionKind } from 'cdk8s';
import ts from 'typescript';

const IMPORTS = join(__dirname, '../../imports');

/** What a generated file says of one property: its name in TypeScript and its type, by the API's own spelling. */
interface Property {
  readonly name: string;
  readonly type: ts.TypeNode;
}

/** A generated construct, and how an object in the API's spelling is written with its types. */
export interface TypedImport extends GroupVersionKind {
  /** Fields of the file's constructs whose props have another spelling. */
  readonly respelled: Readonly<Record<string, string>>;
  /** Makes the construct's props of an object in the API's spelling; a field that the types do not have is an error. */
  readonly toProps: (object: object) => object;
  readonly create: (scope: Construct, id: string, props: object) => ApiObject;
}

type Constructor = (new (scope: Construct, id: string, props: object) => ApiObject) & { GVK: GroupVersionKind };

/** Every construct in `imports/`. */
export function typedImports(): TypedImport[] {
  return readdirSync(IMPORTS)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap(readFile);
}

function readFile(file: string): TypedImport[] {
  const path = join(IMPORTS, file);
  // The set of files is what is under test, so they cannot be imported by name.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const exported = require(path) as Record<string, unknown>;
  const types = new Types(
    ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true),
    exported,
  );
  return Object.entries(exported)
    .filter((entry): entry is [string, Constructor] => typeof entry[1] === 'function' && 'GVK' in entry[1])
    .map(([name, construct]) => ({
      respelled: types.respelled(),
      ...construct.GVK,
      toProps: (object) => types.struct(`${name}Props`, object, ''),
      create: (scope, id, props) => new construct(scope, id, props),
    }));
}

/** Writes values with the types of one generated file, as a user of them has to. */
class Types {
  private readonly interfaces = new Map<string, Map<string, Property>>();

  constructor(
    source: ts.SourceFile,
    private readonly exported: Record<string, unknown>,
  ) {
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node)) this.interfaces.set(node.name.text, propertiesOf(node));
    });
  }

  struct(name: string, object: object, path: string): object {
    const properties = this.interfaces.get(name);
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => {
        const property = properties?.get(key);
        if (property === undefined) throw new Error(`${path}/${key}: must be in ${name}, got no such property`);
        return [property.name, this.value(property.type, value, `${path}/${key}`)];
      }),
    );
  }

  respelled(): Record<string, string> {
    const pairs = [...this.interfaces.values()].flatMap((properties) => [...properties]);
    return Object.fromEntries(
      pairs.filter(([field, { name }]) => field !== name).map(([field, { name }]) => [field, name]),
    );
  }

  private value(type: ts.TypeNode, value: unknown, path: string): unknown {
    if (ts.isArrayTypeNode(type)) {
      return (value as unknown[]).map((item, index) => this.value(type.elementType, item, `${path}/${index}`));
    }
    if (ts.isTypeLiteralNode(type)) return this.map(type, value as object, path);
    if (ts.isTypeReferenceNode(type)) return this.named(type.typeName.getText(), value, path);
    return this.keyword(type.getText(), value, path);
  }

  /** `{ [key: string]: T }` */
  private map(type: ts.TypeLiteralNode, object: object, path: string): object {
    const member = type.members[0];
    if (member === undefined || !ts.isIndexSignatureDeclaration(member)) throw new Error(`${path}: must be a map`);
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => [key, this.value(member.type, value, `${path}/${key}`)]),
    );
  }

  private named(name: string, value: unknown, path: string): unknown {
    if (name === 'ApiObjectMetadata') return value;
    if (this.interfaces.has(name)) return this.struct(name, value as object, path);
    const exported = this.exported[name] as Record<string, unknown> | undefined;
    const make = typeof value === 'number' ? exported?.fromNumber : exported?.fromString;
    if (typeof make === 'function') return (make as (from: unknown) => unknown)(value);
    if (exported === undefined || !Object.values(exported).includes(value)) {
      throw new Error(`${path}: must be of ${name}, got ${JSON.stringify(value)}`);
    }
    return value;
  }

  private keyword(type: string, value: unknown, path: string): unknown {
    if (type !== 'any' && typeof value !== type) {
      throw new Error(`${path}: must be a ${type}, got ${JSON.stringify(value)}`);
    }
    return value;
  }
}

/** The importer notes the API's spelling of each property as `@schema <struct>#<field>`. */
function propertiesOf(node: ts.InterfaceDeclaration): Map<string, Property> {
  const properties = new Map<string, Property>();
  for (const member of node.members.filter(ts.isPropertySignature)) {
    const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'schema');
    const field = ts.getTextOfJSDocComment(tag?.comment)?.split('#')[1];
    if (field !== undefined && member.type !== undefined) {
      properties.set(field, { name: member.name.getText(), type: member.type });
    }
  }
  return properties;
}
