/** Name of the terminals in which the agent runs commands. */
export const AGENT_TERMINAL = 'Dreamwright';
