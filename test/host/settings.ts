/** Turns off what would cover, animate or call home; the rest is VS Code as it comes. */
export const settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
} as const;

/** For tests: a window without a person is soon idle, and would dream in the middle of a slow one. */
export const dreamsOnlyWhenAsked = {
  'dreamwright.trigger.idleMinutes': 0,
  'dreamwright.trigger.sessions': 0,
  'dreamwright.trigger.events': 0,
  'dreamwright.trigger.afterOutcome': 'off',
} as const;
