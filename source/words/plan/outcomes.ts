import {becauseOf, whoCanChange} from '../../account/index.ts';
import type {Awaited, OutcomeFacts, RunFacts} from '../../apply/index.ts';
import {hasExtras} from '../../connection/index.ts';
import type {FailedLook} from '../../verify/index.ts';
import {whyUnseenWithHelp} from '../unseen.ts';
import {type CodeWords, extrasInWords, stepTitle, targetName} from './names.ts';

/** What became of a step beside its own change. */
export const runWords: CodeWords<RunFacts> = {
	'nothing-to-do': () => 'Nothing to do.',
	stopped: () => 'Not run, because you stopped before this step. Run again to continue.',
	'after-failure': ({step}, about) =>
		`Not run, because an earlier step failed: ${stepTitle(step, about)}. Fix that, then run again.`,
	'needs-blocked': ({step}, about) =>
		`Not run, because it needs a step that could not be run: ${stepTitle(step, about)}.`,
};

type Answer = Omit<OutcomeFacts['not-taken'], 'isUntouched'>;

function said({message, action, error, denial}: Answer): string {
	const because = becauseOf(denial);
	return because === ''
		? `${message} (${action}: ${error})`
		: `You are not allowed to do this: ${action} is refused (${error}), because ${because} ${whoCanChange(denial) ?? ''}`.trim();
}

/** What came of one change. */
export const outcomeWords: CodeWords<OutcomeFacts, []> = {
	'bucket-made': ({bucket, region}) => `The bucket ${bucket} was created in ${region}.`,
	'bucket-there-by-now': ({bucket}) =>
		`The bucket ${bucket} now exists and belongs to this account.`,
	'bucket-not-seen': ({bucket, why}) =>
		`Could not see whether the bucket ${bucket} now exists, so none was created${
			why.status === 'refused'
				? `: you lack ${why.action}, or another account has this name.`
				: `. ${whyUnseenWithHelp(why)}`
		}`,
	'role-made': ({roleName}) => `The role ${roleName} was created.`,
	'role-refused': ({extras, ...answer}) =>
		[
			said(answer),
			'Organizations often demand a permissions boundary or tags of every new role.',
			...(hasExtras(extras) ? [`This role was to be made with ${extrasInWords(extras)}.`] : []),
			// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html
			...(extras.tags.length > 0 ? ['With tags you also need iam:TagRole.'] : []),
			'Ask your administrator which ones.',
		].join(' '),
	'boundary-not-taken': ({arn, action, error}) =>
		`Nothing was changed: AWS does not know the policy ${arn}, or it cannot be a permissions boundary (${action}: ${error}). Check the ARN, then run again.`,
	'role-appeared': ({roleName}) =>
		`A role ${roleName} was created in the meantime and was not changed. Run again for a new plan.`,
	written: ({target}) => `Written and read back: ${targetName(target)}.`,
	removed: ({target}) => `Removed: ${targetName(target)}.`,
	'there-already': ({target}) =>
		`Nothing was changed: ${targetName(target)} is already as planned.`,
	'nothing-to-undo': ({target}) =>
		`There is nothing to undo: ${targetName(target)} is as it was before.`,
	'gone-already': ({target}) => `Already removed: ${targetName(target)}.`,
	'there-after-error': ({error}) => `AWS returned an error (${error}), but the change was made.`,
	'not-read-back': ({why}) => `It was not read back: ${whyUnread(why)}`,
	'changed-since': () =>
		'AWS accepted it, and now shows something else: somebody may have changed it since. Nothing was overwritten after that. Verify.',
	'not-shown-yet': () => 'AWS accepted it, but does not show it yet. Verify in a minute.',
	'changed-meanwhile': ({isRemoval}) =>
		isRemoval
			? 'It has changed since the plan was made, so nothing was removed. Run again.'
			: 'It has changed since the plan was made, so nothing was overwritten. Run again for a new plan.',
	'not-read-again': ({why, isRemoval}) =>
		`It could not be read again, so nothing was ${isRemoval ? 'removed' : 'changed'}. ${whyUnread(why)}`,
	'changed-in-doubt': (answer) =>
		`AWS did not confirm the change, and somebody else has changed the same thing in the meantime. Nothing was overwritten after that. ${said(answer)} Run again for a new plan.`,
	'not-confirmed': (answer) =>
		`AWS did not confirm the change, and the account still shows what was there before. ${said(answer)} Run again in a few minutes.`,
	'not-known': ({why, ...answer}) =>
		`It is not known whether the change was made: AWS did not confirm it, and it could not be read again. ${said(answer)} ${whyUnread(why)} Run again to see what is there.`,
	'no-backup': ({message, problems}) =>
		`Nothing was changed, because no backup could be made. ${message}: ${problems.map(({rule}) => rule).join(' ')}`,
	'stopped-before': () => 'Stopped before anything was changed.',
	'stopped-waiting': () =>
		'Stopped while waiting for AWS. Nothing was changed here. Run again to continue.',
	'not-taken': ({isUntouched, ...answer}) =>
		`${isUntouched ? 'Nothing was changed. ' : ''}${said(answer)} Fix that, then run again: what is already done stays and is not done twice.`,
	'not-taken-for-long': (answer) =>
		`Nothing was changed after two minutes of trying. ${said(answer)} Run again in a few minutes. If that does not help, check that every user and role in the document still exists.`,
	'destinations-not-reached': ({destinations, action, error}) =>
		`Nothing was changed. S3 sends a test message to every destination of the events before it accepts them, and could not reach ${destinations.length === 0 ? 'one of them' : destinations.join(', ')} (${action}: ${error}). Check that it exists in the Region of the bucket, that its policy lets S3 send to it for this bucket, and where it is encrypted with a KMS key, that the key policy does too. Then run again.`,
	'names-dead': ({principal, ...answer}) =>
		`Nothing was changed. ${said(answer)} The document names ${principal}, which was deleted. Take it out of the current document, then run again.`,
};

/** Why something could not be read right before or after a change, a sentence. */
export function whyUnread(look: FailedLook): string {
	if (look.status === 'refused') {
		const because = becauseOf(look.denial);
		return because === ''
			? `You are not allowed to read it: you lack ${look.action}.`
			: `You are not allowed to read it: ${look.action} is refused, because ${because} ${whoCanChange(look.denial) ?? ''}`.trim();
	}

	return whyUnseenWithHelp(look);
}

/** What is waited for, to follow "Waiting for". */
export const awaitedWords: Readonly<Record<Awaited, string>> = {
	'principals-known': 'AWS to recognize every user and role in the document',
	ready: 'AWS to be ready for the change',
	'change-shown': 'AWS to show the change',
	'doubt-settled': 'AWS to show whether it took the change',
};
