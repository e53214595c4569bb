import type { FlaggerDuration } from '../../../model/duration';

/** The hooks that hold a rollout until they pass; while they do not, Flagger sends an alert. */
export type GateType = 'confirm-rollout' | 'confirm-traffic-increase' | 'confirm-promotion';

/** When Flagger calls a hook. */
export type WebhookType = GateType | 'pre-rollout' | 'rollout' | 'post-rollout' | 'rollback' | 'event';

/** What every hook has. */
export interface WebhookCall {
  /** The hook's name, as events show it. */
  readonly name: string;
  /** An `http://` or `https://` URL; a hook with another one always fails. */
  readonly url: string;
  /** Longest wait for an answer. @default '10s' */
  readonly timeout?: FlaggerDuration;
  /** Further tries after a 5xx answer. @default 0 */
  readonly retries?: number;
  /** Leaves the certificate of an `https://` URL unchecked. @default false */
  readonly disableTLS?: boolean;
  /** Values sent along with the call. @default - none */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A hook of a canary analysis, as Flagger has it. Flagger takes a status up to 202 as a pass. */
export type CanaryWebhook = WebhookCall &
  (
    | {
        /** When it is called. */
        readonly type: GateType;
        /** Sends no alert while it waits. @default false */
        readonly muteAlert?: boolean;
      }
    | {
        /** When it is called. */
        readonly type: Exclude<WebhookType, GateType>;
        /** Not for these: Flagger sends no alert when they fail. */
        readonly muteAlert?: never;
      }
  );
