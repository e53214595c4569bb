/** Text from a file, fit for a terminal: what would move the cursor or hide text is shown as `?`. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
