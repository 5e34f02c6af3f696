/** Answers the current time; a parameter so that tests and `--now` decide it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
