import type {UndoObstacleFacts, UndoOutcome, UndoPlan} from '../../apply/index.ts';
import {ownCommand, shellWord} from '../../own-command.ts';
import {capitalised} from '../statements.ts';
import {type CodeWords, inWordsOf, targetName} from './names.ts';
import {outcomeWords, whyUnread} from './outcomes.ts';

const obstacleWords: CodeWords<UndoObstacleFacts, []> = {
	'not-seen': ({why}) => `Could not see what is there now. ${whyUnread(why)}`,
	'not-removable': ({kind}) =>
		({
			bucket:
				'A bucket that was created stays, because it may hold files by now. If it is empty and nobody needs it, delete it in the S3 console.',
			'trust-policy': 'A role always has a trust policy, so it cannot be removed, only replaced.',
			'key-policy': 'A key always has a key policy, so it cannot be removed, only replaced.',
			'bucket-encryption':
				'S3 encrypts every bucket, so the encryption cannot be removed, only set to something else.',
		})[kind],
	'role-gone': () =>
		'This needs a role that was deleted. Use apply to create a deleted role again. Undo does not.',
	'needed-by': ({target}) =>
		`It stays, because ${targetName(target)} could not be restored and may still need it.`,
	'changed-after': ({target}) =>
		`Somebody changed it after the backup: ${targetName(target)} is neither as it was before nor as apply wrote it. Going back would lose that change.`,
};

/** The command that undoes a run, as it can be typed where the run was. */
export function undoCommand(
	run: string,
	{
		backups,
		profile,
		practice = false,
	}: {
		readonly backups?: string | undefined;
		readonly profile?: string | undefined;
		readonly practice?: boolean | undefined;
	} = {},
): string {
	return [
		ownCommand(`apply --undo ${run}`),
		...(backups === undefined ? [] : [`--backups ${shellWord(backups)}`]),
		...(profile === undefined ? [] : [`--profile ${shellWord(profile)}`]),
		...(practice ? ['--practice'] : []),
	].join(' ');
}

/** What an undoing is about, at the beginning of a line: `The bucket policy of acme-assets`. */
export function undoTitle({backup}: Pick<UndoPlan, 'backup'>): string {
	return capitalised(targetName(backup.resource));
}

/** What an undoing would do, or why it is not done, a sentence or two. */
export function undoInWords({backup, action, obstacle}: UndoPlan): string {
	if (obstacle !== undefined) {
		return inWordsOf(obstacleWords, obstacle);
	}

	const target = backup.resource;
	switch (action) {
		case 'nothing':
			return outcomeWords['nothing-to-undo']({target});
		case 'delete':
			return `Removes ${targetName(target)}, which did not exist before.`;
		case 'restore':
			return `Restores ${targetName(target)} to what it was at ${backup.takenAt}.`;
	}
}

/** What came of an undoing in words. */
export function undoOutcomeInWords({detail}: Pick<UndoOutcome, 'detail'>): string {
	return inWordsOf({...outcomeWords, ...obstacleWords}, detail);
}
