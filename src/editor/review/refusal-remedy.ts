/** What a person can do about a refused proposal: it can't be approved, only changed. */
export function refusalRemedy(rule: string): string {
  switch (rule.split('.', 1)[0]) {
    case 'secret':
      return 'Edit the text to name where the secret is kept instead of the secret itself.';
    case 'personal':
      return 'Edit the text to leave out the personal data.';
    case 'injection':
      return 'Edit the text so that it states a fact or a procedure instead of instructing the agent.';
    case 'origin':
      return 'Edit the text to what you know yourself; it then carries your word.';
    case 'size':
      return 'Edit the text to make it shorter.';
    default:
      return 'Edit the text so that the rule no longer fires.';
  }
}
