type Variables = Readonly<Record<string, string | undefined>>;

/** Whether this runs in AWS CloudShell, whose terminal in the browser has neither clipboard nor OSC 52. */
export const isCloudShell = (env: Variables): boolean => env.AWS_EXECUTION_ENV === 'CloudShell';

/** Whether the person sits at another machine, so that this machine's clipboard is not theirs. */
export const isElsewhere = (env: Variables): boolean =>
	isCloudShell(env) || Boolean(env.SSH_CONNECTION) || Boolean(env.SSH_TTY);
