import { isCommentText } from './yaml-scalar';
import { YamlWriteError } from './yaml-write-error';

/** The comment of one value and those of the values below it. */
export interface CommentNode {
  readonly pointer: string;
  text: string | undefined;
  readonly below: Map<string, CommentNode>;
}

function child(parent: CommentNode, segment: string): CommentNode {
  let node = parent.below.get(segment);
  if (node === undefined) {
    node = { pointer: `${parent.pointer}/${segment}`, text: undefined, below: new Map() };
    parent.below.set(segment, node);
  }
  return node;
}

/**
 * Arranges comments like the tree they belong to, so that the writer looks nothing up where there are none.
 *
 * @throws {YamlWriteError} if a pointer is no JSON pointer or a text cannot stand in a comment
 */
export function commentTree(comments: ReadonlyMap<string, string>): CommentNode | undefined {
  if (comments.size === 0) return undefined;
  const root: CommentNode = { pointer: '', text: undefined, below: new Map() };
  for (const [pointer, text] of comments) {
    if (!isCommentText(text)) {
      throw new YamlWriteError(pointer, 'have a comment of one printable line', JSON.stringify(text), 'shorten it');
    }
    if (pointer !== '' && !pointer.startsWith('/')) {
      throw new YamlWriteError(pointer, 'be a JSON pointer', JSON.stringify(pointer), 'start it with a slash');
    }
    let node = root;
    for (const segment of pointer.split('/').slice(1)) {
      node = child(node, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    }
    node.text = text;
  }
  return root;
}

/** Takes the comment of a value, with what separates it from the value; each can be taken once. */
export function takeComment(node: CommentNode): string {
  if (node.text === undefined) return '';
  const remark = ` # ${node.text}`;
  node.text = undefined;
  return remark;
}

/**
 * Refuses comments that no value took.
 *
 * @throws {YamlWriteError} naming the first of them
 */
export function checkAllTaken(node: CommentNode): void {
  if (node.text !== undefined) {
    const got = `none for the comment ${JSON.stringify(node.text)}`;
    throw new YamlWriteError(node.pointer, 'be a value of the object', got, 'correct the pointer of the comment');
  }
  for (const below of node.below.values()) checkAllTaken(below);
}
