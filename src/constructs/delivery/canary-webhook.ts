import type { FlaggerDuration } from '../../model/duration';

/** When Flagger calls a hook. */
export type WebhookType =
  | 'confirm-rollout'
  | 'pre-rollout'
  | 'rollout'
  | 'confirm-traffic-increase'
  | 'confirm-promotion'
  | 'post-rollout'
  | 'rollback'
  | 'event';

/** A hook of a canary analysis, as Flagger has it. Flagger takes a status up to 202 as a pass. */
export interface CanaryWebhook {
  /** The hook's name, as events show it. */
  readonly name: string;
  /** When it is called. */
  readonly type: WebhookType;
  /** An `http://` or `https://` URL; a hook with another one always fails. */
  readonly url: string;
  /** Longest wait for an answer. @default '10s' */
  readonly timeout?: FlaggerDuration;
  /** Further tries after a 5xx answer. @default 0 */
  readonly retries?: number;
  /** Leaves the certificate of an `https://` URL unchecked. @default false */
  readonly disableTLS?: boolean;
  /** Sends no alert when it fails. @default false */
  readonly muteAlert?: boolean;
  /** Values sent along with the call. @default - none */
  readonly metadata?: Readonly<Record<string, string>>;
}
