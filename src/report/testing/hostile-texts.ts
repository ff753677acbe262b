/** What a model may answer to attack the reader of a report. */
export const hostileTexts = {
  closesScript: '</script><script>document.title = "owned"</script><!-- <style> --> </details></pre>',
  attribute: '"><img src=x onerror="document.title=\'owned\'"> \' onmouseover=\'document.title="owned"',
  escapes: 'red \u001b[31mtext\u001b[0m, a title \u001b]0;owned\u0007, cleared \u001b[2J\u001b[H, one byte \u009b1m',
  rightToLeft: 'access = "user\u202e \u2066// only admins\u2069 \u2066"  # \u200bhidden\ufeff \u{e0041}tag',
  longLine: `x = "${'A'.repeat(1_000_000)}"`,
  loneSurrogate: 'half \ud83d of an emoji, and a null \u0000 byte',
} as const;
