import {UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {dataFolder} from '../../own-folder.ts';
import {visible} from '../../problems.ts';
import type {WizardResult} from '../../wizard/index.ts';

/** How to undo what was changed in an account, a command a line; nothing where nothing was. */
export function undoLines({undo = []}: Pick<WizardResult, 'undo'>): string[] {
	return undo.length === 0
		? []
		: ['To undo the changes in the account:', ...undo.map((command) => `  ${visible(command)}`)];
}

type Left = Extract<WizardResult, {end: 'left'}>;

function changeLines(account: string, changes: NonNullable<Left['changes']>): string[] {
	return changes.length === 0
		? []
		: [
				`Before you left, this was changed in the ${account}:`,
				...changes.flatMap(({title, detail, isDone, backup}) => [
					`  ${isDone ? 'done' : 'FAILED'}  ${visible(title)}: ${visible(detail)}`,
					...(backup === undefined ? [] : [`          Backup: ${visible(backup)}`]),
				]),
			];
}

/** What is said to whoever left before the end: first of all what stands changed in the account. */
export async function farewell(result: Left): Promise<string> {
	const {changes = [], isPractice: endsInPractice, isCutOff, isSaved} = result;
	const inAws = changes.filter(({isPractice = false}) => !isPractice);
	const inPractice = changes.filter(({isPractice = false}) => isPractice);
	const {alsoPractised, practised} = await import('../../words/index.ts');
	return [
		...(endsInPractice === true ? [inAws.length === 0 ? practised : alsoPractised] : []),
		...changeLines('account', inAws),
		...changeLines('practice account', inPractice),
		...undoLines(result),
		...(isCutOff === true
			? [
					`A change was under way; whether it was made is not known. Look with: ${ownCommand('verify FILE')}`,
				]
			: []),
		isSaved
			? `Left before the end. Your answers are kept; to go on: ${ownCommand()}`
			: `Left before the end. ${noPlaceToKeep()}`.trim(),
	].join('\n');
}

/** Why answers could not be kept, where there is no place for them at all; else empty. */
function noPlaceToKeep(): string {
	try {
		dataFolder();
		return '';
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		return `Your answers are not kept. ${visible(error.message)} ${error.hint ?? ''}`.trim();
	}
}
