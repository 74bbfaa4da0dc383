import type {Awaited, OutcomeFacts, RunFacts} from '../../apply/index.ts';
import type {FailedLook} from '../../verify/index.ts';
import type {CodeWords} from './code-words.ts';
import {stepTitle, targetName} from './names.ts';

/** What became of a step beside its own change. */
export const runWords: CodeWords<RunFacts> = {
	'nothing-to-do': () => 'Nothing to do.',
	stopped: () => 'Not run, since you stopped it before. Run again to go on.',
	'after-failure': ({step}, about) =>
		`Not run, since a step before failed: ${stepTitle(step, about)}. Put that right, then run again.`,
	'needs-blocked': ({step}, about) =>
		`Not run, since it needs a step that could not be run: ${stepTitle(step, about)}.`,
};

type Answer = Pick<OutcomeFacts['not-taken'], 'message' | 'action' | 'error'>;

function said({message, action, error}: Answer): string {
	return `${message} (${action}: ${error})`;
}

/** What came of one change. */
export const outcomeWords: CodeWords<OutcomeFacts, []> = {
	'bucket-made': ({bucket, region}) => `The bucket ${bucket} was made in ${region}.`,
	'bucket-there-by-now': ({bucket}) =>
		`The bucket ${bucket} is there by now, and it belongs to this account.`,
	'bucket-not-seen': ({bucket, why}) =>
		`It could not be seen whether there is a bucket ${bucket} by now, so none was made${
			why.status === 'refused'
				? `: either ${why.action} is missing, or the name is taken by another account.`
				: `. ${why.reason}`
		}`,
	'role-made': ({roleName}) => `The role ${roleName} was made.`,
	'role-appeared': ({roleName}) =>
		`A role ${roleName} appeared meanwhile and was not touched. Run again for a plan with it.`,
	written: ({target}) => `Written and read back: ${targetName(target)}.`,
	removed: ({target}) => `Removed: ${targetName(target)}.`,
	'there-already': ({target}) => `It was there already: ${targetName(target)} is as planned.`,
	'nothing-to-undo': ({target}) =>
		`There is nothing to undo: ${targetName(target)} is as it was before.`,
	'gone-already': ({target}) => `It is gone already: ${targetName(target)}.`,
	'there-after-error': ({error}) =>
		`AWS did not answer as it should (${error}), but the change is there.`,
	'not-read-back': ({why}) => `It was not read back: ${whyUnread(why)}`,
	'not-shown-yet': () => 'AWS took it, but does not show it yet. Verify in a minute.',
	'changed-meanwhile': ({isRemoval}) =>
		isRemoval
			? 'It was changed since the plan was made, so nothing was removed. Run again.'
			: 'It was changed since the plan was made, so nothing was overwritten. Run again for a plan of what is there now.',
	'not-read-again': ({why, isRemoval}) =>
		`It could not be read again, so nothing was ${isRemoval ? 'removed' : 'changed'}. ${whyUnread(why)}`,
	'no-backup': ({message, problems}) =>
		`Nothing was changed, since no backup could be made. ${message}: ${problems.map(({rule}) => rule).join(' ')}`,
	'stopped-before': () => 'Stopped before anything was changed.',
	'stopped-waiting': () =>
		'Stopped while it waited for AWS; nothing was changed here. Run again to go on.',
	'not-taken': ({isUntouched, ...answer}) =>
		`${isUntouched ? 'Nothing was changed. ' : ''}${said(answer)} Put that right, then run again: what is done already stays and is not done twice.`,
	'not-taken-for-long': (answer) =>
		`Nothing was changed, also not after two minutes of trying. ${said(answer)} Run again in a few minutes; if that does not help, check that everybody whom the document names still exists.`,
	'names-dead': ({principal, ...answer}) =>
		`Nothing was changed. ${said(answer)} The document names ${principal}, who was deleted; take that out of the document that is there, then run again.`,
};

/** Why something could not be read right before or after a change, a sentence. */
export function whyUnread(look: FailedLook): string {
	return look.status === 'refused'
		? `You are not allowed to read it: ${look.action} is missing.`
		: look.reason;
}

/** What is waited for, to follow "Waiting for". */
export const awaitedWords: Readonly<Record<Awaited, string>> = {
	'principals-known': 'AWS to know everybody whom the document names',
	ready: 'AWS to be ready for the change',
	'change-shown': 'AWS to show the change',
};
