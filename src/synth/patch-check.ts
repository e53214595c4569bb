import type { ApiObject } from 'cdk8s';
import { ApiObject as CdkApiObject, JsonPatch } from 'cdk8s';
import { isDeepStrictEqual } from 'node:util';
import { reasonOf } from './file-error';
import type { PatchOperation } from './cdk8s-internals';
import { patchesOf, patchOperation } from './cdk8s-internals';
import { checkValues } from './value-check';

const INDEX = /^(0|[1-9][0-9]*)$/;

function unescape(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function entryOf(value: unknown, segment: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  if (Array.isArray(value) && !INDEX.test(segment)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[segment];
}

/** The value at a JSON pointer; undefined if there is none: a resolved object holds no undefined. */
function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  return pointer.split('/').slice(1).map(unescape).reduce(entryOf, document);
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));
}

/** What is wrong with a patch whatever it is applied to: cdk8s takes it as it stands, and JSON bends what it cannot hold. */
function ownFaults({ path, from, value }: PatchOperation): string[] {
  const pointers = [path, from ?? ''].filter((pointer) => pointer !== '' && !pointer.startsWith('/'));
  return [
    ...pointers.map((got) => ` must have JSON pointers as its paths, got ${JSON.stringify(got)}; begin it with "/"`),
    ...checkValues(value, { resolves: 'nothing' }).map((message) =>
      message.startsWith('/') ? `: value${message}` : message.replace(/^the object/, ': value'),
    ),
  ];
}

function missingPath(document: unknown, { op, path, from }: PatchOperation): string | undefined {
  const needed = op === 'move' || op === 'copy' ? from : op === 'replace' || op === 'remove' ? path : undefined;
  if (needed !== undefined && valueAt(document, needed) === undefined) {
    return `must ${op} an existing value, got none at ${needed}; correct the path${op === 'replace' ? ' or use add' : ''}`;
  }
  const parent = parentOf(path);
  const holder = valueAt(document, parent);
  if (Array.isArray(holder)) return wrongIndex(holder.length, op, path);
  if (op === 'test' || typeof holder === 'object') return undefined;
  return `must have an object or a list as its parent, got none at ${parent}; add the parent first`;
}

function wrongIndex(length: number, op: string, path: string): string | undefined {
  const got = path.slice(path.lastIndexOf('/') + 1);
  if (op === 'test' || got === '-' || (INDEX.test(got) && Number(got) <= length)) return undefined;
  return `must name a place in a list of ${length}, got ${JSON.stringify(got)}; use "-" for its end`;
}

/** Runs a function while an object has only the first few of its patches. */
function withPatches<T>(apiObject: ApiObject, count: number, run: () => T): T {
  const patches = patchesOf(apiObject);
  const later = patches.splice(count);
  try {
    return run();
  } finally {
    patches.push(...later);
  }
}

/** The reason in an error, without the construct path that cdk8s puts in front. */
export function failureText(error: unknown): string {
  return reasonOf(error).replace(/^Failed serializing construct at path '.*' with name '.*': (?:\w*Error: )?/, '');
}

/** An object at some point of its patches. */
interface Stage {
  /** What patches see: the object before a generated construct renames and leaves out fields. */
  readonly document: unknown;
  /** What it renders to. */
  readonly output: unknown;
}

function unpatched(apiObject: ApiObject): Stage | undefined {
  try {
    return withPatches(apiObject, 0, () => ({
      document: CdkApiObject.prototype.toJson.call(apiObject) as unknown,
      output: apiObject.toJson() as unknown,
    }));
  } catch {
    // It does not render even without patches, so it is not they that are wrong.
    return undefined;
  }
}

function patchOnce(apiObject: ApiObject, stage: Stage, index: number): Stage {
  const patch = patchesOf(apiObject)[index] as JsonPatch;
  const document: unknown = JsonPatch.apply(JSON.parse(JSON.stringify(stage.document)), patch);
  return { document, output: withPatches(apiObject, index + 1, () => apiObject.toJson() as unknown) };
}

/**
 * Finds the patches that do nothing: cdk8s applies a `replace` or `remove` of a missing path without a word, and a
 * generated construct leaves out what it does not know after patching.
 *
 * @returns one message for each, up to the first that cannot be applied.
 */
export function checkPatches(apiObject: ApiObject): string[] {
  const messages: string[] = [];
  let stage = patchesOf(apiObject).length === 0 ? undefined : unpatched(apiObject);
  for (const [index, patch] of patchesOf(apiObject).entries()) {
    const operation = patchOperation(patch);
    if (operation === undefined || stage === undefined) return messages;
    const label = `patch ${index + 1} (${operation.op} ${operation.path})`;
    const faults = ownFaults(operation);
    if (faults.length > 0) return [...messages, ...faults.map((fault) => `${label}${fault}`)];
    const missing = missingPath(stage.document, operation);
    if (missing !== undefined) return [...messages, `${label} ${missing}`];
    try {
      const next = patchOnce(apiObject, stage, index);
      if (operation.op !== 'test' && isDeepStrictEqual(next.output, stage.output)) {
        messages.push(`${label} ${noChange(!isDeepStrictEqual(next.document, stage.document))}`);
      }
      stage = next;
    } catch (error) {
      return [...messages, `${label} must apply, got the error ${JSON.stringify(failureText(error))}; correct it`];
    }
  }
  return messages;
}

function noChange(leftOut: boolean): string {
  return leftOut
    ? 'must change the object, got no change: its generated construct leaves the field out; use a plain ApiObject'
    : 'must change the object, got no change; remove it or correct its path';
}
