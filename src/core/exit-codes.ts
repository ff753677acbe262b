/** What the command line ends with. */
export const exitCodes = { done: 0, gateFailed: 1, userMistake: 2, environment: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
