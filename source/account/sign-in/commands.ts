import {shellWord} from '../../own-command.ts';
import {quoted} from '../../problems.ts';

/** What is said where somebody has no credentials yet. */
export const cloudShell =
	'Without installing anything: AWS CloudShell, at the top right of the console, is already signed in.';

/** The command for this profile, or as it is where none was named. */
export function withProfile(command: string, profile: string | undefined): string {
	return profile === undefined ? command : `${command} --profile ${shellWord(profile)}`;
}

/** What failed, to begin a sentence with. */
export function titleOf(profile: string | undefined): string {
	return profile === undefined ? 'The sign-in' : `The sign-in of the profile ${quoted(profile)}`;
}
