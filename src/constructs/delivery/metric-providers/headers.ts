import type { Problem } from '../../../model/problem';

/** What HTTP allows in a header's name (RFC 9110, 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What Go refuses to send in a header's value: control characters other than the tabulator. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Checks headers that are sent with each query; one that is wrong makes every query fail. */
export function checkHeaders(prop: string, headers: Readonly<Record<string, readonly string[]>>): Problem[] {
  return Object.entries(headers).flatMap(([name, values]) => [
    ...(TOKEN.test(name) ? [] : [notAName(prop, name)]),
    ...values.filter((value) => CONTROL.test(value)).map((value) => notAValue(`${prop}.${name}`, value)),
  ]);
}

function notAName(prop: string, got: string): Problem {
  return { prop, must: 'have names that HTTP allows', got, remedy: 'write it like "X-Scope-OrgID", without the colon' };
}

function notAValue(prop: string, got: string): Problem {
  return { prop, must: 'be one line of text', got, remedy: 'leave out line breaks and other control characters' };
}
