import {
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
	type StepResult,
	type UndoPlan,
} from '../../apply/index.ts';
import {type ExitCode, exitCodes} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {
	type Layout,
	paragraph,
	stepMark,
	undoInWords,
	undoOutcomeInWords,
	undoTitle,
} from '../../words/index.ts';
import {confirm} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import {resolveConnection} from '../options.ts';
import {voiceFor} from '../voice.ts';
import {type Opened, openForChanges} from './account.ts';
import type {ApplyAsked} from './options.ts';
import {outcomeJson, type ShownResult} from './outcome.ts';
import {diffLines, resultLines} from './text.ts';
import {changing, untilInterrupted} from './waiting.ts';

/**
 * `apply --undo`: puts back what a backup holds, after showing what that changes. A connection is not needed; the practice
 * account alone is made from one.
 */
export async function runUndo(file: string, asked: ApplyAsked, common: Common): Promise<ExitCode> {
	const {io} = common;
	const backup = await readBackup(file);
	const subject = asked.hasConnection
		? await resolveConnection(asked.file, asked.flags)
		: undefined;
	const voice = voiceFor(asked, common);
	const opened = await openForChanges(asked, subject, common, voice);
	const writer = await opened.account.writer();
	const current = await untilInterrupted(io.signal, readCurrent(backup, writer));
	const plan = planUndo(backup, current);
	await voice.say(undoText(plan, voice));
	if (asked.dryRun || plan.action === 'nothing' || plan.obstacle !== undefined) {
		await printJson(plan, plannedOutcome(plan), asked, opened, common);
		return plan.obstacle === undefined
			? exitCodes.done
			: plan.obstacle.code === 'not-seen'
				? exitCodes.unknown
				: exitCodes.failed;
	}

	if (!(await confirm(backup.accountId, asked, common))) {
		await voice.say('Nothing was changed.');
		return exitCodes.interrupted;
	}

	const {result: outcome} = await changing(opened, asked, common, (watched, context) =>
		executeUndo(plan, watched, context),
	);
	const shown = {...outcome, detail: undoOutcomeInWords(outcome)};
	await voice.say(`\n${resultLines(undoTitle(plan), shown, voice).join('\n')}`);
	await printJson(plan, shown, asked, opened, common);
	switch (outcome.status) {
		case 'done':
			return exitCodes.done;
		case 'failed':
			return exitCodes.failed;
		case 'not-run':
			return io.signal?.aborted === true ? exitCodes.interrupted : exitCodes.failed;
	}
}

type Shown = Pick<ShownResult, 'status' | 'detail' | 'backup'>;

function plannedOutcome(plan: UndoPlan): Shown {
	const {action, obstacle} = plan;
	return {
		status: obstacle !== undefined ? 'not-run' : action === 'nothing' ? 'done' : 'planned',
		detail: undoInWords(plan),
	};
}

const actionWords = {
	restore: 'restore what was there before',
	delete: 'remove what was not there before',
	nothing: 'nothing to do',
} as const;

function undoText(plan: UndoPlan, layout: Layout): string {
	const {action, diff, obstacle} = plan;
	const isBlocked = obstacle !== undefined;
	const {sign, colour} = stepMark({action: action === 'nothing' ? 'none' : 'update', isBlocked});
	const what = isBlocked ? 'not restored' : actionWords[action];
	return [
		'',
		layout.style(colour, `${sign} ${visible(undoTitle(plan))}: ${what}`),
		...paragraph(undoInWords(plan), layout),
		...diffLines(diff, layout),
	].join('\n');
}

async function printJson(
	plan: UndoPlan,
	outcome: Shown,
	{json}: ApplyAsked,
	{origin, identity}: Opened,
	{output}: Common,
): Promise<void> {
	if (!json) {
		return;
	}

	const {backup, diff} = plan;
	const step: ShownResult = {id: backup.kind, action: stepAction(plan), diff, ...outcome};
	await output.data(outcomeJson({origin, identity, steps: [step]}));
}

function stepAction({action, seen}: UndoPlan): StepResult['action'] {
	if (action === 'nothing') {
		return 'none';
	}

	return seen === undefined ? 'create' : 'update';
}
