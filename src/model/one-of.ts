/** One of several fields, without the others: how Kubernetes writes a choice. */
export type OneOf<Fields> = {
  [Key in keyof Fields]: Required<Pick<Fields, Key>> & { readonly [Other in Exclude<keyof Fields, Key>]?: never };
}[keyof Fields];
